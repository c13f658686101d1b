import type { Message } from "@ainative-code/sdk";
import { summaryHead } from "../core/agent/compaction-text.ts";

/** The summary a conversation was compacted to, where this message is one; by how it begins. */
export function summaryOf({ role, parts: [first] }: Message): string | undefined {
  if (role !== "user" || first?.type !== "text" || !first.text.startsWith(summaryHead)) return undefined;
  return first.text.slice(summaryHead.length).trim();
}
