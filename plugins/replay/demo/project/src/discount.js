const bulkFrom = 3;
const bulkFactor = 0.9;

/** The price in cents of so many pieces of one article. */
export function discounted(cents, quantity) {
  const full = cents * quantity;
  return quantity > bulkFrom ? Math.round(full * bulkFactor) : full;
}
