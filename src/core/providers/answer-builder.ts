import type {
  AinError,
  AssistantMessage,
  Citation,
  FinishEvent,
  Native,
  Origin,
  Part,
  Stop,
  StreamEvent,
  Usage,
} from "@ainative-code/sdk";
import { parseModelRef } from "./model-ref.ts";

interface Slot {
  /** Deltas joined so far; of a text or a thought. */
  text: string;
  kind: "text" | "thinking" | "tool" | "whole";
  refusal: boolean;
  /** What the part became when it closed. */
  part: Part | undefined;
}

/**
 * Makes the message of an answer from its events: the one place that does, so that what was shown and what is saved
 * can't differ. Parts stand in the order of their numbers.
 */
export class AnswerBuilder {
  readonly #slots: Slot[] = [];
  readonly #warnings: string[] = [];
  #origin: Origin;
  #usage: Usage | undefined;
  #cached: true | undefined;
  #terminal: FinishEvent | AinError | undefined;
  readonly #startedAt: number;
  #firstTokenAt: number | undefined;
  readonly #now: () => number;

  constructor(origin: Origin, now: () => number) {
    this.#origin = origin;
    this.#now = now;
    this.#startedAt = now();
  }

  add(event: StreamEvent): void {
    switch (event.type) {
      case "text-delta":
      case "thinking-delta": {
        this.#firstTokenAt ??= this.#now();
        this.#slot(event.part, event.type === "text-delta" ? "text" : "thinking").text += event.text;
        return;
      }
      case "text-start":
        this.#slot(event.part, "text").refusal = event.refusal === true;
        return;
      case "thinking-start":
        this.#slot(event.part, "thinking");
        return;
      case "tool-start":
        this.#slot(event.part, "tool");
        return;
      default:
        this.#addRest(event);
    }
  }

  #addRest(event: StreamEvent): void {
    switch (event.type) {
      case "fallback": {
        const { provider, model } = parseModelRef(event.to);
        this.#origin = { provider, api: "", model };
        return;
      }
      case "start":
        this.#origin = { ...this.#origin, ...event.origin };
        this.#cached = event.cached;
        this.#warnings.push(...(event.warnings ?? []));
        return;
      case "text-end":
        this.#close(event.part, textPart(this.#slot(event.part, "text"), event.citations, event.native));
        return;
      case "thinking-end":
        this.#close(event.part, {
          type: "thinking",
          text: this.#slot(event.part, "thinking").text,
          ...(event.redacted === undefined ? {} : { redacted: event.redacted }),
          ...(event.native === undefined ? {} : { native: event.native }),
        });
        return;
      case "tool-end":
        this.#close(event.part, event.call);
        return;
      case "part":
        this.#close(event.part, event.content);
        return;
      case "usage":
        this.#usage = event.usage;
        return;
      case "finish":
        this.#finish(event);
        return;
      case "error":
        this.#terminal = event.error;
        return;
      default:
    }
  }

  #finish(event: FinishEvent): void {
    this.#terminal = event;
    this.#warnings.push(...(event.warnings ?? []));
    this.#usage = event.usage ?? this.#usage;
    this.#origin = { ...this.#origin, ...event.origin };
  }

  #slot(index: number, kind: Slot["kind"]): Slot {
    return (this.#slots[index] ??= { text: "", kind, refusal: false, part: undefined });
  }

  #close(index: number, part: Part): void {
    this.#slot(index, "whole").part = part;
  }

  get usage(): Usage | undefined {
    return this.#usage;
  }

  /** The error that ended the answer, if one did. */
  get error(): AinError | undefined {
    return this.#terminal !== undefined && !("type" in this.#terminal) ? this.#terminal : undefined;
  }

  get stop(): Stop {
    if (this.#terminal === undefined) return { reason: "interrupted" };
    if ("type" in this.#terminal) return this.#terminal.stop;
    return { reason: this.#terminal.code === "cancelled" ? "aborted" : "error", raw: this.#terminal.code };
  }

  /**
   * The message so far. A text that was cut off is kept as far as it came; an open thought and an open tool call are
   * dropped, because half of either is worth nothing and may not be sent back.
   */
  message(id: string): AssistantMessage {
    const native = this.#terminal !== undefined && "type" in this.#terminal ? this.#terminal.native : undefined;
    const end = this.#now();
    return {
      id,
      role: "assistant",
      createdAt: new Date(end).toISOString(),
      parts: this.#slots.flatMap((slot) => slot.part ?? (slot.kind === "text" && slot.text !== "" ? textPart(slot) : [])),
      origin: this.#origin,
      stop: this.stop,
      ...(this.#usage === undefined ? {} : { usage: this.#usage }),
      timings: { start: this.#startedAt, end, ...(this.#firstTokenAt === undefined ? {} : { firstToken: this.#firstTokenAt }) },
      ...(this.#warnings.length === 0 ? {} : { warnings: this.#warnings }),
      ...(this.#cached === undefined ? {} : { cached: this.#cached }),
      ...(native === undefined ? {} : { native }),
    };
  }
}

function textPart(slot: Slot, citations?: readonly Citation[], native?: Native): Part {
  return {
    type: "text",
    text: slot.text,
    ...(slot.refusal ? { refusal: true } : {}),
    ...(citations === undefined ? {} : { citations }),
    ...(native === undefined ? {} : { native }),
  };
}
