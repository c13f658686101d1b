import type { Notes } from "@ainative-code/sdk";

/**
 * Notes that a plugin finds struck out where it looks, until it notes something anew; what it does not look at stays. While
 * one model of one server is tried out, it looks at what it has noted of these two.
 */
export function notesAnew(notes: Notes): Notes {
  const seen = new Set<string>();
  return {
    get(name) {
      if (!seen.has(name)) notes.set(name, undefined);
      seen.add(name);
      return notes.get(name);
    },
    set(name, value) {
      seen.add(name);
      notes.set(name, value);
    },
  };
}
