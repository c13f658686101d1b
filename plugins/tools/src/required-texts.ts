/** Shorter ones stand in nearly every file. */
const shortest = 2;

/**
 * Texts of which at least one stands in every line that the pattern, a JavaScript regular expression without flags or with
 * `i`, matches. ASCII only: what else a file holds depends on its encoding. `undefined` where none can be told.
 */
export function requiredTexts(pattern: string): readonly string[] | undefined {
  // By number, name or code a text could be meant that nobody sees here.
  if (/\\[xucpPk\d]/.test(pattern)) return undefined;
  const texts: string[] = [];
  for (const alternative of alternativesOf(pattern)) {
    const best = bestOf(alternative);
    if (best === undefined) return undefined;
    texts.push(...best);
  }
  return texts.length > 0 && texts.length <= 20 && texts.every((text) => text.length >= shortest) ? texts : undefined;
}

/** The pieces of a pattern, apart by the `|` outside of groups and classes. */
function alternativesOf(pattern: string): readonly string[] {
  const found: string[] = [];
  let from = 0;
  for (let at = 0; at < pattern.length; at = atomEnd(pattern, at)) {
    if (pattern[at] !== "|") continue;
    found.push(pattern.slice(from, at));
    from = at + 1;
  }
  return [...found, pattern.slice(from)];
}

/** Of all texts that have to be there, those that are longest; groups that have to be there count as well. */
function bestOf(alternative: string): readonly string[] | undefined {
  let best: readonly string[] | undefined;
  let run = "";
  const offer = (texts: readonly string[] | undefined): void => {
    if (texts !== undefined && lengthOf(texts) > (best === undefined ? 0 : lengthOf(best))) best = texts;
  };
  for (let at = 0; at < alternative.length; ) {
    const end = atomEnd(alternative, at);
    const atom = alternative.slice(at, end);
    const after = quantifierEnd(alternative, end);
    const quantifier = alternative.slice(end, after);
    at = after;
    const isOptional = /^(?:[*?]|\{0)/.test(quantifier);
    const character = characterOf(atom);
    if (character !== undefined && !isOptional) run += character;
    if (character !== undefined && quantifier === "") continue;
    offer(run === "" ? undefined : [run]);
    run = "";
    if (!isOptional && /^\((?!\?)|^\(\?:/.test(atom)) offer(requiredTexts(atom.slice(atom.startsWith("(?:") ? 3 : 1, -1)));
  }
  offer(run === "" ? undefined : [run]);
  return best;
}

function lengthOf(texts: readonly string[]): number {
  return Math.min(...texts.map((text) => text.length));
}

/** The character that an atom stands for, where it is one and in ASCII. */
function characterOf(atom: string): string | undefined {
  if (/^\\[^\w\s]$/.test(atom) && isPlain(atom[1])) return atom[1];
  if (atom === "\\t") return "\t";
  return atom.length === 1 && !/[.^$|()[\\*+?]/.test(atom) && isPlain(atom) ? atom : undefined;
}

function isPlain(character = ""): boolean {
  return /^[\t\x20-\x7e]$/.test(character);
}

/** Where the atom that begins at `at` ends: an escape, a class, a group with all that is in it, or one character. */
function atomEnd(pattern: string, at: number): number {
  const first = pattern[at];
  if (first === "\\") return at + 2;
  if (first !== "[" && first !== "(") return at + 1;
  const close = first === "[" ? "]" : ")";
  let next = at + 1;
  while (next < pattern.length && pattern[next] !== close) {
    if (first === "[") next += pattern[next] === "\\" ? 2 : 1;
    else next = atomEnd(pattern, next);
  }
  return next + 1;
}

/** A `{` that begins no quantifier stands for itself. */
function quantifierEnd(pattern: string, at: number): number {
  const found = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(pattern.slice(at));
  return at + (found?.[0].length ?? 0);
}
