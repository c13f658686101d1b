import type { ToolCallPart } from "@ainative-code/sdk";
import { toolLine } from "../tool-line.ts";

/** Lines of what a call says while it runs that are shown. */
const shownLines = 3;
/** Characters that are kept of it: more than those lines need on a wide screen. */
const keptChars = 2000;

/** The calls that run, and the end of what they say meanwhile. */
export class RunningCalls {
  readonly #said = new Map<string, { readonly call: ToolCallPart; text: string }>();

  begun(call: ToolCallPart): void {
    this.#said.set(call.id, { call, text: "" });
  }

  /** What is to be shown of a call that has said something more. */
  said(callId: string, text: string): string {
    const running = this.#said.get(callId);
    if (running === undefined) return "";
    running.text = (running.text + text).slice(-keptChars);
    const lines = running.text.split("\n").map(lastWritten).filter((line) => line.trim() !== "");
    return [...lines.slice(-shownLines).map((line) => `  ${line}`), toolLine(running.call)].join("\n");
  }

  /** Whether it has said something before it ended. */
  ended(callId: string): boolean {
    const text = this.#said.get(callId)?.text ?? "";
    this.#said.delete(callId);
    return text.trim() !== "";
  }
}

/** A bar of progress writes its line anew: what stands there in the end. */
function lastWritten(line: string): string {
  return line.replace(/\r+$/, "").split("\r").at(-1)?.replaceAll("\t", "  ") ?? "";
}
