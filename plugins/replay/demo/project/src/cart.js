import { discounted } from "./discount.js";
import { formatCents } from "./money.js";

const deliveryCents = 490;
const freeDeliveryFrom = 5000;

/** Each line is `{article, cents, quantity}`, where `cents` is the price of one piece. */
export function totalCents(lines) {
  const goods = lines.reduce((sum, line) => sum + discounted(line.cents, line.quantity), 0);
  return goods === 0 || goods >= freeDeliveryFrom ? goods : goods + deliveryCents;
}

export function receipt(lines) {
  const rows = lines.map((line) => `${line.quantity} x ${line.article}: ${formatCents(discounted(line.cents, line.quantity))}`);
  return [...rows, `Total: ${formatCents(totalCents(lines))}`].join("\n");
}
