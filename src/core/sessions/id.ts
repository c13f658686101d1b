/**
 * A new id of a session or a message, a random UUID: the first characters are enough to tell sessions apart. It is no
 * secret, and so needs no generator made for secrets: loading Node's takes 4 ms, and a prompt is on its way in 120.
 */
export function newId(): string {
  const digits = Array.from({ length: 4 }, randomDigits).join("");
  const variant = "89ab"[Math.floor(Math.random() * 4)];
  const groups = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ];
  return groups.join("-");
}

/** Eight in base 16. */
function randomDigits(): string {
  return Math.floor(Math.random() * 2 ** 32).toString(16).padStart(8, "0");
}
