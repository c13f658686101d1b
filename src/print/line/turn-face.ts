import { failureText } from "../../app/failure-text.ts";
import { printable } from "../../app/printable.ts";
import type { AgentEvent, ResultEvent, StreamedEvent, SubAgentEvent, ToolEndedEvent } from "../../core/agent/agent-event.ts";
import { untilResult } from "../face.ts";
import { failureOf } from "../failure-of.ts";
import { gathering } from "../output.ts";
import { streamLine } from "../stream-line.ts";
import { TaskLines } from "../task-line.ts";
import { toolLine } from "../tool-line.ts";
import { MarkdownStream } from "./markdown/markdown-stream.ts";
import type { Paper } from "./paper.ts";
import { RunningCalls } from "./running-calls.ts";
import { toolText } from "./tool-text.ts";

export interface TurnOptions {
  /** Only the answer and errors. */
  readonly quiet: boolean;
}

/** Shows one turn of a conversation as it goes, and gives back how it ended. */
export async function showTurn(events: AsyncIterable<AgentEvent>, paper: Paper, options: TurnOptions): Promise<ResultEvent> {
  const face = new TurnFace(paper, options);
  const result = await untilResult(events, (event) => {
    if (event.type === "stream") face.streamed(event);
    else face.other(event);
  });
  face.end(result);
  return result;
}

class TurnFace {
  readonly #paper: Paper;
  readonly #quiet: boolean;
  readonly #markdown: MarkdownStream;
  readonly #answer: ReturnType<typeof gathering>;
  readonly #tasks = new TaskLines();
  readonly #calls = new RunningCalls();
  #midLine = false;

  constructor(paper: Paper, { quiet }: TurnOptions) {
    this.#paper = paper;
    this.#quiet = quiet;
    this.#markdown = new MarkdownStream(paper.styles);
    this.#answer = gathering((text) => paper.print(this.#markdown.write(printable(text))));
  }

  streamed({ event }: StreamedEvent): void {
    if (event.type === "text-delta") {
      if (event.text === "") return;
      this.#answer.write(event.text);
      this.#midLine = true;
    } else if (event.type === "thinking-start") {
      this.#paper.status("Thinking");
    } else {
      const line = streamLine(event);
      if (line !== undefined) this.#line(line);
    }
  }

  other(event: Exclude<AgentEvent, StreamedEvent>): void {
    switch (event.type) {
      case "message":
        if (event.message.role === "assistant") this.#endText();
        else this.#paper.status("Waiting for the model");
        return;
      case "tool-begin":
        this.#endText();
        this.#tasks.begun(event.call);
        this.#calls.begun(event.call);
        this.#paper.status(toolLine(event.call));
        return;
      case "tool-output":
        this.#paper.status(this.#calls.said(event.callId, event.text));
        return;
      case "tool-end":
        this.#ended(event);
        return;
      case "notice":
        this.#line(`${event.level === "warning" ? "Warning: " : ""}${printable(event.text)}`);
        return;
      case "sub-agent":
        this.#within(event);
        return;
      default:
    }
  }

  #ended(event: ToolEndedEvent): void {
    const spoke = this.#calls.ended(event.call.id);
    if (!this.#quiet) this.#paper.print(toolText(event, this.#paper.styles, { spoke }));
  }

  /** One line for each task that runs; what a person should know stays. */
  #within(event: SubAgentEvent): void {
    this.#tasks.see(event);
    if (event.event.type === "sub-agent") this.#within(event.event);
    if (event.event.type === "notice") this.other({ ...event.event, text: `${event.agent}: ${event.event.text}` });
    const { lines } = this.#tasks;
    if (lines.length > 0) this.#paper.status(lines.join("\n"));
  }

  end({ outcome }: ResultEvent): void {
    this.#endText();
    this.#paper.status(undefined);
    const failure = failureOf(outcome);
    if (failure === undefined) return;
    const { styles } = this.#paper;
    // Who stopped it sits here and goes on by typing: nothing to look up.
    if (failure.code === "cancelled") this.#paper.print(`${styles.quiet("Stopped. What was said and done before is saved.")}\n`);
    else this.#paper.print(failureText(failure));
  }

  #line(text: string): void {
    if (this.#quiet) return;
    this.#endText();
    this.#paper.print(`${this.#paper.styles.quiet(text)}\n`);
  }

  /** What of the answer is held back is printed, and its last line ended. */
  #endText(): void {
    this.#answer.flush();
    if (!this.#midLine) return;
    this.#paper.print(this.#markdown.end());
    this.#paper.endLine();
    this.#midLine = false;
  }
}
