import { setImmediate } from "node:timers/promises";
import { AinError, exitCodeOf, toAinError } from "@ainative-code/sdk";
import type { Chat } from "../../app/chat.ts";
import { promptQueue } from "../../app/prompt-queue.ts";
import { standardLines } from "../../app/standard-lines.ts";
import type { AgentEvent } from "../../core/agent/agent-event.ts";
import { exitCodeOfOutcome } from "../exit-code.ts";
import type { Face } from "../face.ts";
import type { Output } from "../output.ts";
import { tellNotBegun } from "../not-begun.ts";
import { shownJson } from "./reply.ts";
import { inputMessage, type ControlRequest, type InputMessage } from "./input-message.ts";
import type { StreamQuestions } from "./questions.ts";

type Line = Readonly<Record<string, unknown>>;
type Prompt = Extract<InputMessage, { readonly kind: "prompt" }>;

export interface StreamParts {
  readonly chat: Chat;
  readonly questions: StreamQuestions | undefined;
  readonly face: Face;
  readonly output: Output;
  /** What waits to be taken in by the turn that runs. */
  readonly steering: string[];
  /** Writes a line between those of the face. */
  readonly write: (line: Line) => void;
  /** Ends it all. */
  readonly signal: AbortSignal;
  readonly over: (events: AsyncGenerator<AgentEvent, void>) => AsyncGenerator<AgentEvent, void>;
}

/** What a faulty line of the input makes of a run that went well otherwise. */
const faultyInput = 42;

const noPrompt = new AinError("invalid-input", "There was no prompt on standard input.", {
  actions: ['Write one as a line: {"type": "user", "message": {"content": "Explain this folder"}}'],
});

/** One prompt after the other, each a line of standard input, until it ends. Gives the exit code: that of the last prompt. */
export async function converseByLines(parts: StreamParts): Promise<number> {
  const conversation = new StreamConversation(parts);
  try {
    return await conversation.run();
  } finally {
    await parts.chat.close();
  }
}

class StreamConversation {
  readonly #parts: StreamParts;
  readonly #prompts = promptQueue<Prompt>();
  #turn: AbortController | undefined;
  /** Prompts that wait for their turn. */
  #waiting = 0;
  /** The turn of the next one was interrupted before it began. */
  #isNextStopped = false;
  #isFaulty = false;

  constructor(parts: StreamParts) {
    this.#parts = parts;
  }

  async run(): Promise<number> {
    const { signal, output } = this.#parts;
    const reading = this.#read();
    let exitCode: number | undefined;
    for await (const prompt of this.#prompts) {
      this.#waiting -= 1;
      exitCode = await this.#answer(prompt);
      if (!signal.aborted) exitCode = (await this.#answerLate()) ?? exitCode;
      if (signal.aborted) break;
    }
    await reading;
    // What was written meanwhile stands before the end.
    await setImmediate();
    if (exitCode === undefined) return tellNotBegun(signal.aborted ? signal.reason : noPrompt, "stream-json", output);
    if (signal.aborted) return exitCodeOf(signal.reason);
    return exitCode === 0 && this.#isFaulty ? faultyInput : exitCode;
  }

  /** What came too late for the turn that it was meant for is a prompt of its own; while it is answered more may come. */
  async #answerLate(): Promise<number | undefined> {
    const { steering, signal } = this.#parts;
    let exitCode: number | undefined;
    for (let text = steering.shift(); text !== undefined; text = steering.shift()) {
      exitCode = await this.#answer({ text, attachments: [] });
      if (signal.aborted) break;
    }
    return exitCode;
  }

  async #answer({ text, attachments }: Pick<Prompt, "text" | "attachments">): Promise<number> {
    const { chat, face, output, signal, over, questions } = this.#parts;
    this.#turn = new AbortController();
    if (this.#isNextStopped) this.#turn.abort();
    this.#isNextStopped = false;
    const { outcome } = await face(over(chat.run(text, AbortSignal.any([signal, this.#turn.signal]), attachments)), output);
    this.#turn = undefined;
    questions?.endTurn();
    return exitCodeOfOutcome(outcome);
  }

  /** Reads on while a turn runs. */
  async #read(): Promise<void> {
    for await (const { number, text, cut } of standardLines(this.#parts.signal)) {
      if (text?.trim() === "") continue;
      const message = text === undefined ? "it is too long" : inputMessage(text);
      if (typeof message === "string") {
        this.#tellFault(number, cut && text !== undefined ? `${message}, for the input ends in it` : message);
      }
      else await this.#take(message);
    }
    this.#parts.questions?.close();
    this.#prompts.end();
  }

  async #take(message: InputMessage): Promise<void> {
    const isSteering = message.kind === "prompt" && message.steer && message.attachments.length === 0;
    if (isSteering && this.#turn !== undefined) this.#parts.steering.push(message.text);
    else if (message.kind === "prompt") {
      this.#waiting += 1;
      this.#prompts.push(message);
    } else if (message.kind === "control") await this.#control(message.requestId, message.request);
    else this.#answered(message.reply);
  }

  #answered(reply: Extract<InputMessage, { readonly kind: "answer" }>["reply"]): void {
    const { questions } = this.#parts;
    const why = questions === undefined ? "Nobody is asked in this run: the answer is left out." : questions.answer(reply);
    if (why !== undefined) this.#notice(why);
  }

  async #control(requestId: string, request: ControlRequest): Promise<void> {
    const respond = (response: Line): void =>
      this.#parts.write({ type: "control_response", response: { ...response, request_id: requestId } });
    try {
      if (request.subtype === "unknown") respond({ subtype: "error", error: request.why });
      else respond({ subtype: "success", response: await this.#done(request) });
    } catch (thrown) {
      const { code, message } = toAinError(thrown);
      respond({ subtype: "error", error: message, code, exit_code: exitCodeOf(thrown) });
    }
  }

  async #done(request: Exclude<ControlRequest, { readonly subtype: "unknown" }>): Promise<Line> {
    const { chat } = this.#parts;
    if (request.subtype === "interrupt") this.#interrupt();
    else if (request.subtype === "stop_task") this.#stopTask(request.callId);
    else if (request.subtype === "set_model") await chat.change({ model: request.model });
    else await chat.change({ permissionMode: request.mode });
    return { model: chat.model, permission_mode: chat.permissionMode };
  }

  /** The turn that runs, or the one that is about to. */
  #interrupt(): void {
    if (this.#turn === undefined) this.#isNextStopped = this.#waiting > 0;
    else this.#turn.abort();
  }

  #stopTask(callId: string): void {
    if (this.#parts.chat.tasks()?.stop(callId) === true) return;
    throw new AinError("invalid-input", `No sub-agent runs that the call ${shownJson(callId)} has started.`);
  }

  #tellFault(number: number, why: string): void {
    this.#isFaulty = true;
    this.#notice(`Line ${String(number)} of the input is left out: ${why}.`);
  }

  #notice(text: string): void {
    this.#parts.write({ type: "notice", session_id: this.#parts.chat.sessionId, level: "warning", text });
  }
}
