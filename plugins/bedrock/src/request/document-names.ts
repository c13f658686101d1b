/** Names for documents that the vendor takes: few characters, and each name once in a request. */
export class DocumentNames {
  readonly #taken = new Set<string>();

  /** Letters, digits, single spaces, hyphens and brackets; a second document of the same name is numbered. */
  nameFor(name: string | undefined): string {
    const plain = (name ?? "")
      .replace(/\.[A-Za-z0-9]{1,5}$/, "")
      .replaceAll(/[^A-Za-z0-9\-()[\]]+/g, " ")
      .trim()
      .slice(0, 100)
      .trim();
    const base = plain === "" ? "document" : plain;
    let free = base;
    for (let number = 2; this.#taken.has(free); number += 1) free = `${base} (${number})`;
    this.#taken.add(free);
    return free;
  }
}
