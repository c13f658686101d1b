import type { ToolEndedEvent } from "../core/agent/agent-event.ts";
import { printable } from "../app/printable.ts";

/** Characters of a line that are shown. */
const maxWidth = 200;

export interface LastLines {
  readonly lines: readonly string[];
  /** Lines before them. */
  readonly left: number;
}

/** The end of what a tool gave back, without empty lines, harmless for a terminal: why a command failed stands there. */
export function lastLines(content: ToolEndedEvent["result"]["content"], count: number): LastLines {
  const text = content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
  const lines = printable(text).split("\n").filter((line) => line.trim() !== "");
  return { lines: lines.slice(-count).map(cut), left: Math.max(0, lines.length - count) };
}

function cut(line: string): string {
  return line.length > maxWidth ? `${line.slice(0, maxWidth - 1)}…` : line;
}
