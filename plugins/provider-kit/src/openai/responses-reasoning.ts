import type { AnswerWriter } from "../answer-writer.ts";
import { filled, type JsonObject } from "../json.ts";
import { reasoningTextsOf } from "./reasoning-texts.ts";

/** A reasoning item: one thinking part, its pieces of summary set apart by empty lines. */
export class ResponsesReasoning {
  readonly #writer: AnswerWriter;
  readonly #part: number;
  #index: number | undefined;
  /** The finished item, while it waits for its encrypted content. */
  #waiting: JsonObject | undefined;

  constructor(writer: AnswerWriter) {
    this.#writer = writer;
    this.#part = writer.thinkingStart();
  }

  delta(index: number, piece: string): void {
    if (piece === "") return;
    if (this.#index !== undefined && this.#index !== index) this.#writer.thinkingDelta(this.#part, "\n\n");
    this.#index = index;
    this.#writer.thinkingDelta(this.#part, piece);
  }

  /**
   * The item as the vendor wants it back. The one that opened the item is no good: its encrypted content differs. Some
   * servers give that only with the terminal event, so that an item without it waits for `backfill`.
   */
  done(item: JsonObject): void {
    if (this.#index === undefined) for (const [index, text] of reasoningTextsOf(item).entries()) this.delta(index, text);
    if (filled(item["encrypted_content"]) === undefined) this.#waiting = item;
    else this.#end(item);
  }

  backfill(item: JsonObject): void {
    const waiting = this.#waiting;
    const encrypted = filled(item["encrypted_content"]);
    if (waiting === undefined || encrypted === undefined) return;
    this.#waiting = undefined;
    this.#end({ ...waiting, encrypted_content: encrypted });
  }

  /** Nothing more will come. */
  closeWaiting(): void {
    if (this.#waiting !== undefined) this.#end(this.#waiting);
  }

  #end(item: JsonObject): void {
    this.#writer.thinkingEnd(this.#part, { native: { item } });
  }
}
