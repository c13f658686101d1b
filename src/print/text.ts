import type { AinError } from "@ainative-code/sdk";
import type { AgentEvent, Outcome, StreamedEvent, ToolEndedEvent } from "../core/agent/agent-event.ts";
import type { Face } from "./face.ts";
import { untilResult } from "./face.ts";
import { gathering } from "./output.ts";
import type { Output } from "./output.ts";
import { printable } from "./printable.ts";
import { seconds, toolLine } from "./tool-line.ts";

export interface TextOptions {
  /** Only the answer and errors. */
  readonly quiet: boolean;
  /** The reader is a terminal: foreign bytes are made harmless. */
  readonly terminal: boolean;
}

/** The answer on stdout as it comes; what the tools do, notices and errors on stderr. */
export function textFace(options: TextOptions): Face {
  return async (events, output) => {
    const answer = gathering((text) => {
      output.stdout(options.terminal ? printable(text) : text);
    });
    const state = { midLine: false };
    const result = await untilResult(events, (event) => {
      if (event.type === "stream") showStreamed(event, answer, state, options, output);
      else showOther(event, answer, state, options, output);
    });
    endLine(answer, state);
    answer.flush();
    const failure = failureLines(result.outcome);
    if (failure !== "") output.stderr(failure);
    return result;
  };
}

type Answer = ReturnType<typeof gathering>;
interface LineState {
  midLine: boolean;
}

function showStreamed({ event }: StreamedEvent, answer: Answer, state: LineState, options: TextOptions, output: Output): void {
  if (event.type === "text-delta") {
    if (event.text === "") return;
    answer.write(event.text);
    state.midLine = !event.text.endsWith("\n");
  } else if (event.type === "retry" && !options.quiet) {
    output.stderr(`${event.error.message} Trying again in ${seconds(event.delayMs)}.\n`);
  }
}

function showOther(event: Exclude<AgentEvent, StreamedEvent>, answer: Answer, state: LineState, options: TextOptions, output: Output): void {
  if (event.type === "message" && event.message.role === "assistant") endLine(answer, state);
  if (options.quiet || (event.type !== "notice" && event.type !== "tool-end")) return;
  answer.flush();
  output.stderr(event.type === "notice" ? `${event.level === "warning" ? "Warning: " : ""}${printable(event.text)}\n` : endedLine(event));
}

function endLine(answer: Answer, state: LineState): void {
  if (!state.midLine) return;
  answer.write("\n");
  state.midLine = false;
}

function endedLine({ call, result, durationMs }: ToolEndedEvent): string {
  const marks = { ok: "✓", error: "✗", denied: "⊘" };
  const line = `${marks[result.status]} ${toolLine(call)} (${seconds(durationMs)})`;
  const first = result.content.find((part) => part.type === "text");
  const why = result.status === "ok" || first === undefined ? "" : `\n  ${printable(first.text.split("\n", 1)[0] ?? "")}`;
  return `${line}${why}\n`;
}

function failureLines(outcome: Outcome): string {
  if (outcome.kind === "done") return "";
  if (outcome.kind === "turn-limit") {
    return `Stopped after ${outcome.limit} requests to the model, the limit for one prompt.\nTry: --max-turns N, or ainative-code chat --continue\n`;
  }
  return errorLines(outcome.error);
}

/** A sentence and what to do next, each on a line of its own. */
export function errorLines(error: AinError): string {
  const id = error.requestId === undefined ? "" : ` (request ${error.requestId})`;
  return [`Error: ${printable(error.message)}${id}`, ...error.actions.map((action) => `Try: ${printable(action)}`), ""].join("\n");
}
