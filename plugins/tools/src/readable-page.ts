import { Worker } from "node:worker_threads";
import { plainText } from "./web/plain-text.ts";
import type { PageText } from "./web/page-text.ts";

/** Milliseconds. */
const limitMs = 10_000;
/** Elements in each other. Reading grows with the third power of it: 120 ms for 100, 2.7 s for 500, 24 s for 1000. */
const maxDepth = 300;
/** MiB: about ten times what the largest page takes that is let in. */
const maxOldGenerationSizeMb = 512;

/**
 * The main part of a page as Markdown. Made beside the main thread, and given up at the limit or where the page is more
 * than that thread can hold: then it is the plain text of all of it.
 */
export async function readablePage(html: string, url: string, signal: AbortSignal, limit = limitMs): Promise<PageText> {
  const made = depthOf(html) > maxDepth ? undefined : await inWorker(html, url, signal, limit);
  signal.throwIfAborted();
  return made ?? plainText(html);
}

/** Of elements that nothing closes but their own end. */
function depthOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const { 1: slash } of html.matchAll(/<(\/?)(?:div|span|section|article|blockquote|ul|ol|dl|table|b|i|em|strong|font|center)\b/gi)) {
    depth = slash === "/" ? Math.max(depth - 1, 0) : depth + 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function inWorker(html: string, url: string, signal: AbortSignal, limit: number): Promise<PageText | undefined> {
  const module = import.meta.url.endsWith(".ts") ? "./readable-worker.ts" : "./readable-worker.js";
  const worker = new Worker(new URL(module, import.meta.url), { workerData: { html, url }, resourceLimits: { maxOldGenerationSizeMb }, stderr: true, execArgv: execArgv() });
  return new Promise((resolve) => {
    const end = (made?: PageText): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      void worker.terminate();
      resolve(made);
    };
    const onAbort = (): void => end();
    const timer = setTimeout(end, limit);
    signal.addEventListener("abort", onAbort);
    worker.once("message", (made: PageText) => end(made.text === "" ? undefined : made));
    worker.once("error", () => end());
    worker.once("exit", () => end());
  });
}

/** Without what the process was started with for itself: a debugger, a heap of another size. */
function execArgv(): string[] {
  return import.meta.url.endsWith(".ts") ? ["--conditions=ainative-source", "--no-warnings"] : [];
}
