import type { FactBook } from "./facts/fact-book.ts";
import type { WindowBook } from "./window/window-book.ts";

/** What the provider remembers from one request to the next, while this process runs. */
export interface Books {
  readonly facts: FactBook;
  readonly windows: WindowBook;
}
