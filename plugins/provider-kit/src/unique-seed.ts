/**
 * What ids are made from where the server names none. It only has to differ between the answers of one conversation:
 * loading node:crypto for it would delay the first token.
 */
export function uniqueSeed(): string {
  return Date.now().toString(36) + Math.random().toString(36).slice(2, 10);
}
