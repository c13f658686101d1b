/** Less than this is not worth telling exactly. */
const least = 0.0001;

/** Money as people read it: `$12.30`, `$0.20`, `$0.0123`, `<$0.0001`. */
export function usdText(usd: number): string {
  const size = Math.abs(usd);
  if (size !== 0 && size < least) return usd < 0 ? `-<$${least}` : `<$${least}`;
  const digits = size === 0 || size >= 1 ? 2 : 4;
  const [whole = "0", rest = ""] = size.toFixed(digits).split(".");
  const cents = rest.replace(/0{1,2}$/, "").padEnd(2, "0");
  return `${usd < 0 ? "-" : ""}$${whole.replaceAll(/\B(?=(\d{3})+$)/g, ",")}.${cents}`;
}
