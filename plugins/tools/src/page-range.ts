import { AinError } from "@ainative-code/sdk";

/**
 * The pages that `1-3,7` and `5-` name, ascending, each once. Throws `invalid-input` for another form and for pages that
 * are not there.
 */
export function pageRange(text: string, count: number): readonly number[] {
  const pages = new Set<number>();
  for (const piece of text.split(",")) {
    const [, first, dash, last] = /^\s*(\d+)\s*(?:(-)\s*(\d*))?\s*$/.exec(piece) ?? [];
    const from = Number(first);
    const to = dash === undefined ? from : last === "" ? count : Number(last);
    if (first === undefined || from < 1 || to < from || to > count) {
      throw new AinError(
        "invalid-input",
        `There are no pages "${piece.trim()}"; it has ${count} ${count === 1 ? "page" : "pages"}.`,
        {
          actions: ['Write pages like "3", "1-5" or "1-3,7".'],
        },
      );
    }
    for (let page = from; page <= to; page++) pages.add(page);
  }
  return [...pages].sort((a, b) => a - b);
}
