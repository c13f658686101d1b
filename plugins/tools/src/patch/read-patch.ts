import type { FilePatch } from "./file-patch.ts";
import { notAPatch } from "./patch-error.ts";
import { isEnvelope, readEnvelope } from "./read-envelope.ts";
import { readUnified } from "./read-unified.ts";

/** Reads a patch in either form. Throws `invalid-input` where it is none, or says nothing. */
export function readPatch(text: string): readonly FilePatch[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  const patches = isEnvelope(lines) ? readEnvelope(lines) : readUnified(lines);
  if (patches.length === 0) throw notAPatch("no file is named in it");
  return patches;
}

/** Every path a patch touches, each once, as it is written there. */
export function pathsIn(patches: readonly FilePatch[]): readonly string[] {
  return [...new Set(patches.flatMap(({ path, to }) => (to === undefined ? [path] : [path, to])))];
}
