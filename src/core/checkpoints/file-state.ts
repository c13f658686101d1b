/** What stands at one path. A symlink is a state of its own and never followed. */
export type FileState =
  | { readonly kind: "none" }
  | {
      readonly kind: "file";
      /** SHA-256 of the content, in base 16. */
      readonly hash: string;
      /** Bytes. */
      readonly size: number;
      /** Permission bits; missing where they were not known yet. */
      readonly mode?: number;
      /** Names the file had, where it had several (hard links). */
      readonly links?: number;
    }
  | { readonly kind: "link"; readonly target: string }
  /** Content that was not kept, and why. `stamp` tells two such states apart. */
  | { readonly kind: "unkept"; readonly why: string; readonly stamp: string };

export const nothingThere: FileState = { kind: "none" };

/** The same content, whatever its mode. */
export function sameContent(a: FileState, b: FileState): boolean {
  if (a.kind === "file" && b.kind === "file") return a.hash === b.hash;
  if (a.kind === "link" && b.kind === "link") return a.target === b.target;
  if (a.kind === "unkept" && b.kind === "unkept") return a.stamp === b.stamp;
  return a.kind === "none" && b.kind === "none";
}

/** The same bits, where both know them. */
export function sameMode(a: FileState, b: FileState): boolean {
  return a.kind !== "file" || b.kind !== "file" || a.mode === undefined || b.mode === undefined || a.mode === b.mode;
}
