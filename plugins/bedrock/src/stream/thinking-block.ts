import { filled, objectOr, stringOr, type AnswerWriter, type JsonObject } from "@ainative-code/provider-kit";
import type { Block } from "./block.ts";

/** A block of thinking: readable, with a signature where the vendor wants it back, or encrypted. */
export class ThinkingBlock implements Block {
  readonly #writer: AnswerWriter;
  readonly #part: number;
  #signature: string | undefined;
  #redacted: string | undefined;
  #closed = false;

  constructor(writer: AnswerWriter) {
    this.#writer = writer;
    this.#part = writer.thinkingStart();
  }

  delta(delta: JsonObject): void {
    const reasoning = objectOr(delta["reasoningContent"]);
    if (reasoning === undefined) return;
    const text = filled(reasoning["text"]);
    if (text !== undefined) this.#writer.thinkingDelta(this.#part, text);
    const signature = stringOr(reasoning["signature"]);
    if (signature !== undefined) this.#signature = (this.#signature ?? "") + signature;
    const redacted = stringOr(reasoning["redactedContent"]);
    if (redacted !== undefined) this.#redacted = this.#redacted === undefined ? redacted : joined(this.#redacted, redacted);
  }

  stop(): void {
    if (this.#closed) return;
    this.#closed = true;
    const [signature, redactedContent] = [this.#signature, this.#redacted];
    this.#writer.thinkingEnd(this.#part, {
      ...(redactedContent === undefined ? {} : { redacted: true }),
      ...(signature === undefined && redactedContent === undefined
        ? {}
        : { native: redactedContent === undefined ? { signature } : { redactedContent } }),
    });
  }

  end(): boolean {
    this.stop();
    return false;
  }
}

/** The base64 of two pieces of bytes, one behind the other. */
function joined(first: string, second: string): string {
  return Buffer.concat([Buffer.from(first, "base64"), Buffer.from(second, "base64")]).toString("base64");
}
