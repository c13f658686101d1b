import type { ShownPage } from "./page-text.ts";

const maxPages = 8;
/** Milliseconds. */
const keptMs = 900_000;

/** The pages read last, so that reading on shows the same text and asks nobody. */
export class PageMemory {
  readonly #pages = new Map<string, { readonly page: ShownPage; readonly until: number }>();

  get(url: string): ShownPage | undefined {
    const kept = this.#pages.get(url);
    return kept !== undefined && kept.until > Date.now() ? kept.page : undefined;
  }

  put(url: string, page: ShownPage): void {
    this.#pages.delete(url);
    this.#pages.set(url, { page, until: Date.now() + keptMs });
    if (this.#pages.size > maxPages) this.#pages.delete([...this.#pages.keys()][0] ?? "");
  }
}
