import { elicitationSchema } from "../../app/mcp/elicited-form.ts";
import type { Elicit } from "../../app/mcp/serve-questions.ts";
import type { Ask, AskAnswer } from "../../core/permissions/ask.ts";
import { elicitationReply } from "./elicitation-reply.ts";
import { permissionReply } from "./permission-reply.ts";
import { shownJson, type Reply } from "./reply.ts";

type Line = Readonly<Record<string, unknown>>;

/** How a question is answered that stays open no longer. */
interface Endings<Answer> {
  /** Somebody has answered; `why` is what they should know of it. */
  readonly replied: (reply: Reply) => { readonly answer: Answer; readonly why?: string };
  /** It was taken back. */
  readonly cancelled: Answer;
  /** Nobody is there any more. */
  readonly nobody: Answer;
}

interface Open {
  cancel(): void;
  replied(reply: Reply): string | undefined;
  nobody(): void;
}

/** Questions that are put to the program at the other end of the stream, each with an id. */
export class StreamQuestions {
  readonly #write: (line: Line) => void;
  readonly #open = new Map<string, Open>();
  #asked = 0;
  #isClosed = false;

  constructor(write: (line: Line) => void) {
    this.#write = write;
  }

  /** For permission. */
  readonly ask: Ask = async (call, { risk, origin }, signal) => {
    const by = origin === undefined ? {} : { agent: origin.agent, parent_tool_use_id: origin.call };
    const request = { subtype: "can_use_tool", tool_name: call.name, input: call.input, tool_use_id: call.id, risk, ...by };
    const input = JSON.stringify(call.input);
    return this.#put<AskAnswer>("permission", request, signal, {
      replied: (reply) => ({ answer: permissionReply(reply, input) }),
      cancelled: { answer: "deny" },
      nobody: { answer: "nobody" },
    });
  };

  /** What an MCP server wants to know. */
  readonly elicit: Elicit = async (server, question, signal) => {
    const { mode, message } = question;
    const wanted = mode === "url" ? { url: question.url } : { requested_schema: elicitationSchema(question.fields) };
    const request = { subtype: "elicitation", mcp_server_name: server, mode, message, ...wanted };
    return this.#put("elicitation", request, signal, {
      replied: (reply) => elicitationReply(reply, question),
      cancelled: { action: "cancel" },
      nobody: { action: "cancel" },
    });
  };

  /** Gives a sentence about an answer that is not taken as it is meant. */
  answer(reply: Reply): string | undefined {
    const open = this.#open.get(reply.requestId);
    if (open === undefined) {
      return `Nothing is asked under the id ${shownJson(reply.requestId)}, or no more: the answer to it is left out.`;
    }
    return open.replied(reply);
  }

  /** A turn has ended: what is still asked, nobody waits for. */
  endTurn(): void {
    for (const open of this.#open.values()) open.cancel();
  }

  /** From now on nobody answers. */
  close(): void {
    this.#isClosed = true;
    for (const open of this.#open.values()) open.nobody();
  }

  async #put<Answer>(
    kind: string,
    request: Line,
    signal: AbortSignal,
    { replied, cancelled, nobody }: Endings<Answer>,
  ): Promise<Answer> {
    if (this.#isClosed) return nobody;
    if (signal.aborted) return cancelled;
    this.#asked += 1;
    const requestId = `${kind}-${String(this.#asked)}`;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const end = (answer: Answer): void => {
      this.#open.delete(requestId);
      resolve(answer);
    };
    const cancel = (): void => {
      if (!this.#open.has(requestId)) return;
      this.#write({ type: "control_cancel_request", request_id: requestId });
      end(cancelled);
    };
    signal.addEventListener("abort", cancel, { once: true });
    this.#open.set(requestId, {
      cancel,
      nobody: () => end(nobody),
      replied: (reply) => {
        const { answer, why } = replied(reply);
        end(answer);
        return why === undefined
          ? undefined
          : `The answer to ${JSON.stringify(requestId)} does not fit, which declines it: ${why}`;
      },
    });
    this.#write({ type: "control_request", request_id: requestId, request });
    return promise.finally(() => signal.removeEventListener("abort", cancel));
  }
}
