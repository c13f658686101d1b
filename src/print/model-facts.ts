import type { Capabilities, Price } from "@ainative-code/sdk";

/** Tokens as people speak of them: `272k`, `1.05M`. */
export function shortTokens(tokens: number | undefined): string {
  if (tokens === undefined) return "-";
  if (tokens < 1000) return String(tokens);
  return tokens < 999_500 ? `${String(Math.round(tokens / 1000))}k` : `${String(Math.round(tokens / 10_000) / 100)}M`;
}

/** US dollars per million tokens; with a `+` where long inputs cost more. */
export function shortPrice(prices: readonly Price[] | undefined, kind: "input" | "output"): string {
  const [first] = prices ?? [];
  if (first === undefined) return "-";
  return `$${String(first[kind])}${prices?.some((price) => price[kind] > first[kind]) === true ? "+" : ""}`;
}

/** What it surely can, in a few words. */
export function shortCapabilities({ tools, imageIn, thinking }: Capabilities = {}): string {
  const thinks = thinking !== undefined && thinking.levels?.every((level) => level === "none") !== true;
  const can = [...(tools === true ? ["tools"] : []), ...(imageIn === true ? ["images"] : []), ...(thinks ? ["thinking"] : [])];
  return can.length === 0 ? "-" : can.join(" ");
}
