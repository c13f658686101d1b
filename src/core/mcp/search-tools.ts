/** A tool that can be found. */
export interface Findable {
  readonly name: string;
  readonly description: string;
}

/** Those that fit the words of a query, the best first; all of them, in their order, where it has no words. */
export function searchTools<T extends Findable>(tools: readonly T[], query: string): readonly T[] {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return tools;
  const scored = tools.map((tool, index) => ({ tool, index, score: scoreOf(tool, wanted) })).filter(({ score }) => score > 0);
  return scored.toSorted((a, b) => b.score - a.score || a.index - b.index).map(({ tool }) => tool);
}

/** A word in the name counts more than one in the description, and a whole word more than a part of one. */
function scoreOf({ name, description }: Findable, wanted: readonly string[]): number {
  const [inName, inText] = [new Set(wordsOf(name)), new Set(wordsOf(description))];
  const [nameText, text] = [name.toLowerCase(), description.toLowerCase()];
  return wanted.reduce((sum, word) => {
    const ofName = inName.has(word) ? 8 : nameText.includes(word) ? 4 : 0;
    const ofText = inText.has(word) ? 2 : text.includes(word) ? 1 : 0;
    return sum + ofName + ofText;
  }, 0);
}

function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
