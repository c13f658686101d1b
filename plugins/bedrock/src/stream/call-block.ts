import { filled, isWholeObject, objectOr, toolCallOf, type AnswerWriter, type JsonObject } from "@ainative-code/provider-kit";
import type { Block } from "./block.ts";

/**
 * A call for the host. A block that was closed with a whole object is a call at once; one without arguments, or with
 * broken ones, only when the answer turns out not to have been cut short: a cut block is closed like any other.
 */
export class CallBlock implements Block {
  readonly #writer: AnswerWriter;
  readonly #id: string;
  readonly #name: string;
  readonly #part: number;
  #text = "";
  #stopped = false;
  #told = false;

  constructor(writer: AnswerWriter, start: JsonObject, spareId: string) {
    this.#writer = writer;
    this.#id = filled(start["toolUseId"]) ?? spareId;
    this.#name = filled(start["name"]) ?? "";
    this.#part = writer.toolStart(this.#id, this.#name === "" ? "unnamed" : this.#name);
  }

  delta(delta: JsonObject): void {
    const piece = filled(objectOr(delta["toolUse"])?.["input"]);
    if (piece === undefined || this.#stopped) return;
    this.#text += piece;
    this.#writer.toolDelta(this.#part, piece);
  }

  stop(): void {
    this.#stopped = true;
    if (isWholeObject(this.#text)) this.#tell();
  }

  end(cut: boolean): boolean {
    const isCall = this.#stopped ? !cut : isWholeObject(this.#text);
    if (isCall) this.#tell();
    return this.#told;
  }

  #tell(): void {
    if (this.#told) return;
    this.#told = true;
    this.#writer.toolEnd(this.#part, toolCallOf({ id: this.#id, name: this.#name, text: this.#text }));
  }
}
