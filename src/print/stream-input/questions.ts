import type { Ask, AskAnswer } from "../../core/permissions/ask.ts";

type Line = Readonly<Record<string, unknown>>;

interface Open {
  readonly input: string;
  readonly answer: (answer: AskAnswer) => void;
}

/** Questions for permission that are put to the program at the other end of the stream, each with an id. */
export class StreamQuestions {
  readonly #write: (line: Line) => void;
  readonly #open = new Map<string, Open>();
  #asked = 0;
  #isClosed = false;

  constructor(write: (line: Line) => void) {
    this.#write = write;
  }

  readonly ask: Ask = async (call, question, signal) => {
    if (this.#isClosed) return { answer: "nobody" };
    if (signal.aborted) return { answer: "deny" };
    this.#asked += 1;
    const requestId = `permission-${String(this.#asked)}`;
    const { promise, resolve } = Promise.withResolvers<AskAnswer>();
    const cancel = (): void => {
      this.#write({ type: "control_cancel_request", request_id: requestId });
      resolve({ answer: "deny" });
    };
    signal.addEventListener("abort", cancel, { once: true });
    this.#open.set(requestId, { input: JSON.stringify(call.input), answer: resolve });
    const { risk, origin } = question;
    const by = origin === undefined ? {} : { agent: origin.agent, parent_tool_use_id: origin.call };
    const request = { subtype: "can_use_tool", tool_name: call.name, input: call.input, tool_use_id: call.id, risk, ...by };
    this.#write({ type: "control_request", request_id: requestId, request });
    return promise.finally(() => {
      signal.removeEventListener("abort", cancel);
      this.#open.delete(requestId);
    });
  };

  /** False where nothing was asked under that id, or no more. An input that was changed is refused: what was asked about is what runs. */
  answer(requestId: string, answer: AskAnswer, input: unknown): boolean {
    const open = this.#open.get(requestId);
    const isChanged = input !== undefined && JSON.stringify(input) !== open?.input;
    open?.answer(isChanged && answer.answer !== "deny" ? { answer: "deny", reason: "The input was to be changed, which can't be done." } : answer);
    return open !== undefined;
  }

  /** From now on nobody answers. */
  close(): void {
    this.#isClosed = true;
    for (const { answer } of this.#open.values()) answer({ answer: "nobody" });
  }
}
