import type { FileState } from "./file-state.ts";
import { lineDiff } from "./line-diff.ts";

export interface StepDiff {
  /** What becomes of the file, in a word or two: `removed`, `made again`, `changed`, `mode 755 -> 644`. */
  readonly verb: string;
  readonly added: number;
  readonly removed: number;
  /** As in a unified diff; empty where the content is no text. */
  readonly lines: readonly string[];
}

/** What would be seen of a file that goes from one state to another. */
export function stepDiff(from: FileState, to: FileState, contentOf: (hash: string) => Buffer | undefined): StepDiff {
  const [before, after] = [textOf(from, contentOf), textOf(to, contentOf)];
  const verb = verbOf(from, to);
  if (before === undefined || after === undefined) return { verb: `${verb}, not text`, added: 0, removed: 0, lines: [] };
  return { verb, ...lineDiff(before, after) };
}

function verbOf(from: FileState, to: FileState): string {
  if (to.kind === "none") return "removed";
  if (from.kind === "none") return to.kind === "link" ? "made again as a link" : "made again";
  if (from.kind !== to.kind) return to.kind === "link" ? "a link again" : "a file again";
  const [old, mode] = [from.kind === "file" ? from.mode : undefined, to.kind === "file" ? to.mode : undefined];
  if (old !== undefined && mode !== undefined && old !== mode) return `changed, mode ${old.toString(8)} -> ${mode.toString(8)}`;
  return from.kind === "file" && (from.links ?? 1) > 1 ? "changed; its other names (hard links) stay as they are" : "changed";
}

/** `undefined` where it is no text. */
function textOf(state: FileState, contentOf: (hash: string) => Buffer | undefined): string | undefined {
  if (state.kind === "none") return "";
  if (state.kind === "link") return `-> ${state.target}\n`;
  const bytes = state.kind === "file" ? contentOf(state.hash) : undefined;
  return bytes === undefined || bytes.includes(0) ? undefined : bytes.toString("utf8");
}
