import { distance } from "fastest-levenshtein";

/**
 * The candidate that was most likely meant; `undefined` where more than a third of the letters would have to change.
 * Two swapped letters are two changes, and are forgiven in a word of four.
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(word.length < 4 ? 1 : 2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const changes = distance(word.toLowerCase(), candidate.toLowerCase());
    if (changes < least) [best, least] = [candidate, changes];
  }
  return best;
}
