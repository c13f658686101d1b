import { filled, isObject, parseJson, type AnswerWriter, type JsonObject } from "@ainative-code/provider-kit";
import type { Block } from "./block.ts";

/** A block that only the vendor understands: a tool it runs itself, that tool's result, a compaction, what is yet to come. */
export class OpaqueBlock implements Block {
  readonly #writer: AnswerWriter;
  #block: JsonObject;
  #input = "";
  #closed = false;

  constructor(writer: AnswerWriter, start: JsonObject) {
    this.#writer = writer;
    this.#block = start;
  }

  /** Pieces of the input are put together; of any other delta each text goes behind the field of its name. */
  delta(delta: JsonObject): void {
    if (delta["type"] === "input_json_delta") this.#input += filled(delta["partial_json"]) ?? "";
    else this.#block = { ...this.#block, ...added(this.#block, delta) };
  }

  /** A block with broken input was cut short, and the vendor would not take it back. */
  stop(): void {
    if (this.#closed) return;
    this.#closed = true;
    const input = this.#input === "" ? undefined : parseJson(this.#input);
    if (this.#input !== "" && !isObject(input)) return;
    const block = input === undefined ? this.#block : { ...this.#block, input };
    this.#writer.part({ type: "opaque", kind: `anthropic.${filled(block["type"]) ?? "block"}`, native: { block } });
  }

  end(): boolean {
    return false;
  }
}

function added(block: JsonObject, delta: JsonObject): JsonObject {
  const fields = Object.entries(delta).filter(([name]) => name !== "type");
  return Object.fromEntries(
    fields.map(([name, value]) => {
      const before = block[name];
      return [name, typeof value === "string" && typeof before === "string" ? before + value : value];
    }),
  );
}
