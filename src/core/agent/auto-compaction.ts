import { AinError, toAinError } from "@ainative-code/sdk";
import type { Message, Part, ProviderRequest } from "@ainative-code/sdk";
import { estimateInput, tokensOfMessages } from "../cost/estimate-tokens.ts";
import type { AgentEvent, Outcome } from "./agent-event.ts";
import { summaryOf, type CompactParts } from "./compact.ts";
import type { Compaction } from "./compaction.ts";
import { mayRefuseMedia, withoutMedia } from "./refused-media.ts";
import { shortenedResults } from "./shortened-results.ts";
import { latestTurn } from "./turn-border.ts";

export interface AutoCompactionSource {
  /** As they are now. */
  parts(): CompactParts;
  /** The head of every request, as it is now. */
  head(): Pick<ProviderRequest, "system" | "tools">;
  /** Tokens that the model reads at most; `undefined` where that is not known. */
  room(): Promise<number | undefined>;
  /** The part of the room at which a conversation is summed up; 0 for never. */
  share(): Promise<number>;
}

/** What was cut off has to be worth another request. */
const worthIt = 0.9;

/**
 * Sums a conversation up where it fills the model's window: all of it before a prompt that would make it too long, and all
 * but the latest turn where a request was too long all the same. Where the latest turn alone is too long, its tools'
 * results are shortened, as often as that makes it notably shorter; what the model said in it stays as it is. A picture
 * that a vendor does not take is left out: it would be refused with every request to come.
 */
export class AutoCompaction implements Compaction {
  readonly #source: AutoCompactionSource;
  /** What was tried in this turn. */
  #tried = { summary: false, results: false };
  /** Tokens from which on it is worth to try before a prompt: a summary that made no room is not made again at once. */
  #from = 0;

  constructor(source: AutoCompactionSource) {
    this.#source = source;
  }

  async *beforePrompt(prompt: readonly Part[], signal: AbortSignal): AsyncGenerator<AgentEvent, void> {
    this.#tried = { summary: false, results: false };
    const parts = this.#source.parts();
    const { messages } = parts.conversation;
    if (!messages.some(({ role }) => role === "assistant")) return;
    const share = await this.#source.share();
    const room = share === 0 ? undefined : await this.#source.room();
    const used = this.#tokens(prompt, parts.clock.now());
    if (room === undefined || used < room * share || used < this.#from) return;
    const failure = await this.#failureOf(
      async () => parts.conversation.beginAnew(await this.#summed(parts, messages, signal)),
      signal,
    );
    if (failure !== undefined) {
      yield notice(
        "warning",
        `The conversation fills ${percent(used, room)} of what the model reads and could not be summed up: ${failure}`,
      );
      return;
    }
    const now = this.#tokens(prompt, parts.clock.now());
    this.#from = now < room * share ? 0 : Math.ceil(now * 1.2);
    yield notice(
      "info",
      `The conversation filled ${percent(used, room)} of what the model reads: ${messages.length} messages became a summary. All of them stay saved.`,
    );
    if (this.#from > 0) {
      yield notice(
        "warning",
        `It still fills ${percent(now, room)}: rules, tools and the summary take that much. See what fills it: /context`,
      );
    }
  }

  async *afterRefusal(outcome: Outcome, signal: AbortSignal): AsyncGenerator<AgentEvent, boolean> {
    if (outcome.kind !== "failed") return false;
    const { error } = outcome;
    const { messages } = this.#source.parts().conversation;
    const without = mayRefuseMedia(error) ? withoutMedia(messages) : undefined;
    if (without !== undefined) {
      this.#goOn(without);
      yield notice(
        "warning",
        `${error.message} From now on words stand in the place of the picture or file that may be meant. All of it stays saved.`,
      );
      return true;
    }
    return error.code === "context-overflow" || error.code === "request-too-large" ? yield* this.#shortened(signal) : false;
  }

  async *#shortened(signal: AbortSignal): AsyncGenerator<AgentEvent, boolean> {
    const parts = this.#source.parts();
    const { messages } = parts.conversation;
    const at = latestTurn(messages);
    const [earlier, turn] = [messages.slice(0, at), messages.slice(at)];
    if (!this.#tried.summary && earlier.some(({ role }) => role === "assistant")) {
      this.#tried.summary = true;
      const failure = await this.#failureOf(
        async () => this.#goOn([await this.#summed(parts, earlier, signal), ...turn]),
        signal,
      );
      if (failure === undefined) {
        yield notice(
          "info",
          `The request was too long for the model: the ${earlier.length} messages before this turn became a summary. All of them stay saved.`,
        );
        return true;
      }
      yield notice(
        "warning",
        `The request was too long for the model, and what was said before this turn could not be summed up: ${failure}`,
      );
    }
    const short = shortenedResults(turn);
    if (tokensOfMessages(short) < tokensOfMessages(turn) * worthIt) {
      this.#tried.results = true;
      this.#goOn([...earlier, ...short]);
      yield notice(
        "info",
        "The request was too long for the model: what tools told in this turn was shortened. All of it stays saved.",
      );
      return true;
    }
    // Where nothing could be left out, the model's own words say best how much is too much.
    if (!this.#tried.summary && !this.#tried.results) return false;
    throw tooLong();
  }

  async #summed(parts: CompactParts, messages: readonly Message[], signal: AbortSignal): Promise<Message> {
    return (await summaryOf({ ...parts, room: await this.#source.room() }, messages, "", signal)).message;
  }

  /** What went wrong, in a sentence. Throws where the user wants no more of it. */
  async #failureOf(work: () => Promise<void>, signal: AbortSignal): Promise<string | undefined> {
    try {
      await work();
      return undefined;
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      return toAinError(thrown).message;
    }
  }

  #tokens(prompt: readonly Part[], now: number): number {
    const { conversation } = this.#source.parts();
    const { fresh, cached } = estimateInput({ ...this.#source.head(), messages: conversation.messages }, now);
    return fresh + cached + tokensOfMessages([{ id: "", role: "user", createdAt: "", parts: prompt }]);
  }

  #goOn(messages: readonly Message[]): void {
    const { conversation, newId, clock } = this.#source.parts();
    conversation.shorten(messages);
    // A request ends with what somebody else than the model has said.
    if (messages.at(-1)?.role !== "assistant") return;
    const createdAt = new Date(clock.now()).toISOString();
    conversation.add({
      id: newId(),
      role: "user",
      isWithin: true,
      createdAt,
      parts: [{ type: "text", text: "Your answer broke off, for the window was full. There is room again: go on." }],
    });
  }
}

function notice(level: "info" | "warning", text: string): AgentEvent {
  return { type: "notice", level, text };
}

function percent(used: number, room: number): string {
  return `${Math.round((used / room) * 100)} %`;
}

function tooLong(): AinError {
  return new AinError(
    "context-overflow",
    "The conversation does not fit what the model reads, also after all that could be summed up was.",
    {
      actions: [
        "See what fills it: /context",
        "Go on with a model that reads more: -m PROVIDER/MODEL",
        "Or begin anew with a shorter prompt and fewer files: ainative-code chat",
      ],
    },
  );
}
