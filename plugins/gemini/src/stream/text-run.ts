import type { AnswerWriter, JsonObject } from "@ainative-code/provider-kit";
import type { Citation } from "@ainative-code/sdk";
import { nativeOfPieces, type Piece } from "../request/pieces.ts";

type Kind = "text" | "thinking";

/**
 * Neighbouring texts of one kind, told as one part. Where each piece with a signature began and ended is kept, so that it
 * goes back as it came.
 */
export class TextRun {
  readonly #writer: AnswerWriter;
  #pieces: Piece[] = [];
  #kind: Kind | undefined;
  #text = "";

  constructor(writer: AnswerWriter) {
    this.#writer = writer;
  }

  /** The visible text of the run that is being written. */
  get text(): string {
    return this.#kind === "text" ? this.#text : "";
  }

  plain(kind: Kind, text: string): void {
    if (text === "") return;
    this.#write(kind, text);
    const last = this.#pieces.at(-1);
    if (last !== undefined && last.fields === undefined) last.length += text.length;
    else this.#pieces.push({ length: text.length });
  }

  /** A piece with more than its text. False where it is empty and stands in no run: then it is a part of its own. */
  marked(kind: Kind, text: string, fields: JsonObject): boolean {
    if (text === "" && this.#kind !== kind) return false;
    if (text !== "") this.#write(kind, text);
    this.#pieces.push({ length: text.length, fields });
    return true;
  }

  /** Something else begins. */
  close(citations: readonly Citation[] = []): void {
    if (this.#kind === undefined) return;
    const native = nativeOfPieces(this.#pieces);
    this.#writer.closeCurrent({ ...(native && { native }), ...(citations.length === 0 ? {} : { citations }) });
    this.#kind = undefined;
    this.#pieces = [];
    this.#text = "";
  }

  #write(kind: Kind, text: string): void {
    if (this.#kind !== kind) {
      this.close();
      this.#kind = kind;
    }
    if (kind === "thinking") this.#writer.thinking(text);
    else {
      this.#writer.text(text);
      this.#text += text;
    }
  }
}
