import { filled, isWholeObject, objectOr, toolCallOf, type AnswerWriter, type JsonObject } from "@ainative-code/provider-kit";
import type { Native } from "@ainative-code/sdk";
import type { Block } from "./block.ts";

/**
 * A call for the host. A block that was closed with a whole object is a call at once; one without arguments, or with
 * broken ones, only when the answer turns out not to have been cut short: the vendor closes a cut block like any other.
 */
export class CallBlock implements Block {
  readonly #writer: AnswerWriter;
  readonly #id: string;
  readonly #name: string;
  readonly #native: Native | undefined;
  readonly #part: number;
  #text = "";
  /** Arguments that came with the beginning of the block, as calls made by the vendor's own tools have them. */
  readonly #given: string;
  #stopped = false;
  #told = false;

  constructor(writer: AnswerWriter, start: JsonObject, spareId: string) {
    this.#writer = writer;
    this.#id = filled(start["id"]) ?? spareId;
    this.#name = filled(start["name"]) ?? "";
    this.#native = nativeOf(start);
    const input = objectOr(start["input"]) ?? {};
    this.#given = Object.keys(input).length === 0 ? "" : JSON.stringify(input);
    this.#part = writer.toolStart(this.#id, this.#name === "" ? "unnamed" : this.#name);
  }

  delta(delta: JsonObject): void {
    const piece = delta["type"] === "input_json_delta" ? filled(delta["partial_json"]) : undefined;
    if (piece === undefined) return;
    this.#text += piece;
    this.#writer.toolDelta(this.#part, piece);
  }

  stop(): void {
    this.#stopped = true;
    if (this.#text === "" && this.#given !== "") {
      this.#text = this.#given;
      this.#writer.toolDelta(this.#part, this.#given);
    }
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
    this.#writer.toolEnd(
      this.#part,
      toolCallOf({ id: this.#id, name: this.#name, text: this.#text, native: this.#native }),
    );
  }
}

/** What the block has besides what every call has: who called, which set of tools it belongs to. */
function nativeOf(start: JsonObject): Native | undefined {
  const { type: _, id: _id, name: _name, input: _input, ...block } = start;
  return Object.keys(block).length === 0 ? undefined : { block };
}
