import type { Message, Part, ToolResultPart } from "@ainative-code/sdk";
import type { Session } from "../core/sessions/store.ts";
import type { ShownMessage } from "../app/session-page.ts";
import { summaryOf } from "../app/summary-of.ts";
import { printable } from "../app/printable.ts";
import { toolLine } from "./tool-line.ts";

/** Lines of a tool's result that are shown. */
const shownLines = 6;

/** A session for a person to read, with what it has cost. */
export function transcript(session: Session, messages: readonly ShownMessage[], spent: readonly string[] = []): string {
  const head = [
    printable(session.title),
    `Session ${session.id}, ${session.messageCount} messages, ${session.createdAt.slice(0, 16).replace("T", " ")} UTC`,
    `Folder ${printable(session.cwd)}${session.model === undefined ? "" : `, model ${printable(session.model)}`}`,
    ...spent,
  ].join("\n");
  const first = messages[0]?.seq ?? 1;
  const left = first > 1 ? [`[… ${first - 1} earlier messages]`] : [];
  return [head, ...left, ...messages.flatMap((shown, index) => marked(shown, messages[index - 1], messages[index + 1]))].join(
    "\n\n",
  );
}

/** With a line before and behind what was taken back. */
function marked(shown: ShownMessage, before: ShownMessage | undefined, after: ShownMessage | undefined): readonly string[] {
  const text = messageText(shown.message);
  const texts = text === "" ? [] : [text];
  if (shown.takenBack !== true) return texts;
  const begins = before?.takenBack === true ? [] : ["[taken back from here on; the model knows nothing of it]"];
  return [...begins, ...texts, ...(after?.takenBack === true ? [] : ["[taken back up to here]"])];
}

function messageText(message: Message): string {
  const summary = summaryOf(message);
  if (summary !== undefined) return `[summed up here; the model goes on from this alone]\n${printable(summary)}`;
  const lines = message.parts.map((part) => partText(part)).filter((text) => text !== "");
  const stop = message.role === "assistant" ? stopText(message.stop.reason) : "";
  const source = message.role === "assistant" && message.cached === true ? "[from the response cache]" : "";
  const text = [...lines, source, stop].filter((line) => line !== "").join("\n");
  if (message.role !== "user") return text;
  return text
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}

function stopText(reason: string): string {
  return reason === "stop" || reason === "tool-calls" ? "" : `[ended: ${reason}]`;
}

function partText(part: Part): string {
  switch (part.type) {
    case "text":
      return printable(part.text);
    case "tool-call":
      return `● ${toolLine(part)}`;
    case "tool-result":
      return resultText(part);
    case "image":
    case "file":
      return `[${part.type} ${part.mediaType}]`;
    default:
      return "";
  }
}

function resultText({ name, status, content }: ToolResultPart): string {
  const text = content.map((part) => (part.type === "text" ? part.text : `[${part.type} ${part.mediaType}]`)).join("\n");
  const lines = printable(text).trimEnd().split("\n");
  const shown = lines.slice(0, shownLines).map((line) => `  ${line}`);
  const rest = lines.length > shownLines ? [`  [… ${lines.length - shownLines} more lines]`] : [];
  return [`  ${printable(name)}: ${status}`, ...shown, ...rest].join("\n");
}
