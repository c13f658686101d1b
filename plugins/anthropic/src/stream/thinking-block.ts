import { filled, stringOr, type AnswerWriter, type JsonObject } from "@ainative-code/provider-kit";
import { without, type Block } from "./block.ts";

/** A block of thinking: readable, or without text where the vendor hides it; what matters to the vendor is its signature. */
export class ThinkingBlock implements Block {
  readonly #writer: AnswerWriter;
  readonly #part: number;
  #block: JsonObject;
  #closed = false;

  constructor(writer: AnswerWriter, start: JsonObject) {
    this.#writer = writer;
    this.#block = without(start, "thinking");
    this.#part = writer.thinkingStart();
    this.#tell(stringOr(start["thinking"]));
  }

  delta(delta: JsonObject): void {
    if (delta["type"] === "thinking_delta") this.#tell(filled(delta["thinking"]));
    if (delta["type"] === "signature_delta") this.#block = { ...this.#block, signature: delta["signature"] };
  }

  stop(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#writer.thinkingEnd(this.#part, { native: { block: this.#block } });
  }

  end(): boolean {
    this.stop();
    return false;
  }

  #tell(text: string | undefined): void {
    if (text !== undefined && text !== "") this.#writer.thinkingDelta(this.#part, text);
  }
}

/** Thinking the vendor has encrypted; it comes whole. */
export class RedactedBlock implements Block {
  readonly #writer: AnswerWriter;
  readonly #part: number;
  #block: JsonObject;
  #closed = false;

  constructor(writer: AnswerWriter, start: JsonObject) {
    this.#writer = writer;
    this.#block = start;
    this.#part = writer.thinkingStart();
  }

  delta(delta: JsonObject): void {
    if (typeof delta["data"] === "string") this.#block = { ...this.#block, data: delta["data"] };
  }

  stop(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#writer.thinkingEnd(this.#part, { redacted: true, native: { block: this.#block } });
  }

  end(): boolean {
    this.stop();
    return false;
  }
}
