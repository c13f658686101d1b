import { filled, objectOr, objectsOf, stringOr, type AnswerWriter, type JsonObject } from "@ainative-code/provider-kit";
import type { Citation, Native } from "@ainative-code/sdk";
import { without, type Block } from "./block.ts";
import { citationOf } from "./citation.ts";

/** A block of visible text, with the places it cites. */
export class TextBlock implements Block {
  readonly #writer: AnswerWriter;
  readonly #start: JsonObject;
  readonly #part: number;
  readonly #citations: JsonObject[];
  #closed = false;

  constructor(writer: AnswerWriter, start: JsonObject) {
    this.#writer = writer;
    this.#start = start;
    this.#part = writer.textStart();
    this.#citations = [...objectsOf(start["citations"])];
    this.#tell(stringOr(start["text"]));
  }

  delta(delta: JsonObject): void {
    if (delta["type"] === "text_delta") this.#tell(filled(delta["text"]));
    const citation = delta["type"] === "citations_delta" ? objectOr(delta["citation"]) : undefined;
    if (citation !== undefined) this.#citations.push(citation);
  }

  stop(): void {
    if (this.#closed) return;
    this.#closed = true;
    const native = this.#native();
    const citations = this.#citations.map(citationOf);
    this.#writer.textEnd(this.#part, {
      ...(citations.length === 0 ? {} : { citations: citations satisfies readonly Citation[] }),
      ...(native === undefined ? {} : { native }),
    });
  }

  end(): boolean {
    this.stop();
    return false;
  }

  #tell(text: string | undefined): void {
    if (text !== undefined && text !== "") this.#writer.textDelta(this.#part, text);
  }

  /** What the block has besides its text. */
  #native(): Native | undefined {
    const bare = without(this.#start, "text");
    const block = this.#citations.length === 0 ? bare : { ...bare, citations: this.#citations };
    return Object.keys(block).length === 1 ? undefined : { block };
  }
}
