import type { ToolCallPart } from "@ainative-code/sdk";
import { readFileSync, statSync } from "node:fs";
import { lineDiff } from "../../core/checkpoints/line-diff.ts";
import type { PermissionQuestion } from "../../core/permissions/question.ts";

/** Bytes of a file that is compared; a larger one is not read for a question. */
const maxBytes = 1_000_000;

/**
 * What a call that hands in a whole file would change in the one that is there, as lines of a unified diff; `undefined`
 * where it is no such call, or there is no such text yet.
 */
export function overwritten({ input }: ToolCallPart, { accesses }: PermissionQuestion): readonly string[] | undefined {
  const { content } = input;
  const [access, ...others] = accesses.filter(({ kind }) => kind === "write");
  if (typeof content !== "string" || access?.kind !== "write" || others.length > 0) return undefined;
  const before = textAt(access.path);
  return before === undefined ? undefined : lineDiff(before, content).lines;
}

function textAt(path: string): string | undefined {
  try {
    const info = statSync(path);
    const text = info.isFile() && info.size <= maxBytes ? readFileSync(path, "utf8") : undefined;
    return text?.includes("\0") === true ? undefined : text;
  } catch {
    return undefined;
  }
}
