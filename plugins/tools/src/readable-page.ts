import { inWorker } from "./in-worker.ts";
import { plainText } from "./web/plain-text.ts";
import type { PageText } from "./web/page-text.ts";

/** Milliseconds. */
const limitMs = 10_000;
/** Elements in each other. Reading grows with the third power of it: 120 ms for 100, 2.7 s for 500, 24 s for 1000. */
const maxDepth = 300;

/**
 * The main part of a page as Markdown. Made beside the main thread, and given up at the limit or where the page is more
 * than that thread can hold: then it is the plain text of all of it.
 */
export async function readablePage(html: string, url: string, signal: AbortSignal, limit = limitMs): Promise<PageText> {
  const end = depthOf(html) > maxDepth ? undefined : await inWorker("readable-worker", { html, url }, { limit, signal });
  signal.throwIfAborted();
  const made = end !== undefined && "answer" in end ? (end.answer as PageText) : undefined;
  return made === undefined || made.text === "" ? plainText(html) : made;
}

/** Of elements that nothing closes but their own end. */
function depthOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const { 1: slash } of html.matchAll(
    /<(\/?)(?:div|span|section|article|blockquote|ul|ol|dl|table|b|i|em|strong|font|center)\b/gi,
  )) {
    depth = slash === "/" ? Math.max(depth - 1, 0) : depth + 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
