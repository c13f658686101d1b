import type { AgentEvent, NoticeEvent, StreamedEvent, ToolEndedEvent } from "../core/agent/agent-event.ts";
import type { Face } from "./face.ts";
import { untilResult } from "./face.ts";
import { failureOf } from "./failure-of.ts";
import { failureText } from "../app/failure-text.ts";
import { lastLines } from "./last-lines.ts";
import { gathering } from "./output.ts";
import type { Output } from "./output.ts";
import { printable } from "../app/printable.ts";
import { streamLine } from "./stream-line.ts";
import { taskTook } from "./task-line.ts";
import { seconds, toolLine } from "./tool-line.ts";

export interface TextOptions {
  /** Only the answer and errors. */
  readonly quiet: boolean;
  /** The reader is a terminal: foreign bytes are made harmless. */
  readonly terminal: boolean;
  /** The answer is a value of a schema: it alone goes to stdout, and nothing where there is none. */
  readonly structured?: boolean;
}

/** Lines of what a failed or refused call gave back that are shown. */
const failedLines = 4;

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
    if (options.structured === true && result.structured !== undefined) {
      answer.write(`${JSON.stringify(result.structured.value)}\n`);
    }
    if (result.isHandedIn === true) answer.write(`${options.terminal ? printable(result.text) : result.text}\n`);
    answer.flush();
    const failure = failureOf(result.outcome);
    if (failure !== undefined) output.stderr(failureText(failure));
    return result;
  };
}

type Answer = ReturnType<typeof gathering>;
interface LineState {
  midLine: boolean;
}

function showStreamed({ event }: StreamedEvent, answer: Answer, state: LineState, options: TextOptions, output: Output): void {
  if (event.type === "text-delta") {
    if (event.text === "" || options.structured === true) return;
    answer.write(event.text);
    state.midLine = !event.text.endsWith("\n");
    return;
  }
  const line = options.quiet ? undefined : streamLine(event);
  if (line !== undefined) output.stderr(`${line}\n`);
}

type Other = Exclude<AgentEvent, StreamedEvent>;

function showOther(event: Other, answer: Answer, state: LineState, options: TextOptions, output: Output): void {
  if (event.type === "message" && event.message.role === "assistant") endLine(answer, state);
  if (options.quiet) return;
  const { by, inner } = innermost(event);
  if (inner.type !== "notice" && inner.type !== "tool-end") return;
  answer.flush();
  const text = inner.type === "notice" ? noticeLine(inner) : endedLine(inner);
  output.stderr(by === undefined ? text : text.replaceAll(/^(?=.)/gm, `  ${by}: `));
}

/** What a sub-agent tells, with its name. */
function innermost(event: AgentEvent): { readonly by: string | undefined; readonly inner: AgentEvent } {
  if (event.type !== "sub-agent") return { by: undefined, inner: event };
  const { by = printable(event.agent), inner } = innermost(event.event);
  return { by, inner };
}

function noticeLine({ level, text }: NoticeEvent): string {
  return `${level === "warning" ? "Warning: " : ""}${printable(text)}\n`;
}

function endLine(answer: Answer, state: LineState): void {
  if (!state.midLine) return;
  answer.write("\n");
  state.midLine = false;
}

function endedLine({ call, result, details, durationMs }: ToolEndedEvent): string {
  const marks = { ok: "✓", error: "✗", denied: "⊘" };
  const took = taskTook({ call, details });
  const line = `${marks[result.status]} ${toolLine(call)} (${took === undefined ? "" : `${took}, `}${seconds(durationMs)})`;
  const why = result.status === "ok" ? [] : lastLines(result.content, failedLines).lines;
  return [line, ...why.map((text) => `  ${text}`), ""].join("\n");
}
