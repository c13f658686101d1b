import { filled, objectOr, type AnswerWriter, type JsonObject } from "@ainative-code/provider-kit";
import type { Block } from "./block.ts";
import { citationOf } from "./citation.ts";

/** A block of visible text, with the places it cites. */
export class TextBlock implements Block {
  readonly #writer: AnswerWriter;
  readonly #part: number;
  readonly #citations: JsonObject[] = [];
  #closed = false;

  constructor(writer: AnswerWriter) {
    this.#writer = writer;
    this.#part = writer.textStart();
  }

  delta(delta: JsonObject): void {
    const text = filled(delta["text"]);
    if (text !== undefined) this.#writer.textDelta(this.#part, text);
    const citation = objectOr(delta["citation"]);
    if (citation !== undefined) this.#citations.push(citation);
  }

  stop(): void {
    if (this.#closed) return;
    this.#closed = true;
    const citations = this.#citations;
    const end = citations.length === 0 ? {} : { citations: citations.map(citationOf), native: { citations } };
    this.#writer.textEnd(this.#part, end);
  }

  end(): boolean {
    this.stop();
    return false;
  }
}
