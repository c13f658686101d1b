import { filled, numberOr, objectOr, type AnswerWriter, type JsonObject } from "@ainative-code/provider-kit";
import { AinError } from "@ainative-code/sdk";
import type { Block } from "./block.ts";
import { CallBlock } from "./call-block.ts";
import { OpaqueBlock } from "./opaque-block.ts";
import { TextBlock } from "./text-block.ts";
import { RedactedBlock, ThinkingBlock } from "./thinking-block.ts";

/** What a delta belongs to where a server has left out the beginning of its block. */
const typeOfDelta: Readonly<Record<string, string>> = {
  text_delta: "text",
  citations_delta: "text",
  thinking_delta: "thinking",
  signature_delta: "thinking",
};

/** The content blocks of one answer, by their `index`. */
export class Blocks {
  readonly #writer: AnswerWriter;
  readonly #seed: string;
  readonly #open = new Map<number, Block>();
  readonly #all: Block[] = [];
  readonly #ids = new Set<string>();

  constructor(writer: AnswerWriter, seed: string) {
    this.#writer = writer;
    this.#seed = seed;
  }

  get size(): number {
    return this.#all.length;
  }

  /** An index that is taken belongs to a new block from now on: some servers number all of them 0. An id is used once. */
  start(event: JsonObject): void {
    const start = objectOr(event["content_block"]);
    const id = filled(start?.["id"]);
    if (start === undefined || (id !== undefined && this.#ids.has(id))) return;
    if (id !== undefined) this.#ids.add(id);
    this.#begin(indexOf(event), start);
  }

  delta(event: JsonObject): void {
    const delta = objectOr(event["delta"]);
    if (delta === undefined) return;
    const index = indexOf(event);
    const type = typeOfDelta[filled(delta["type"]) ?? ""];
    const block = this.#open.get(index) ?? (type === undefined ? undefined : this.#begin(index, { type }));
    // Without this piece the call would be made with other arguments, or with none.
    if (block === undefined && filled(delta["partial_json"]) !== undefined) throw homeless();
    block?.delta(delta);
  }

  stop(event: JsonObject): void {
    const index = indexOf(event);
    this.#open.get(index)?.stop();
    this.#open.delete(index);
  }

  /** A block that came whole. */
  whole(block: JsonObject): void {
    this.#begin(-1, block).stop();
    this.#open.delete(-1);
  }

  /** The terminal mark has come: true where there are calls for the host. */
  end(cut: boolean): boolean {
    return this.#all.map((block) => block.end(cut)).includes(true);
  }

  #begin(index: number, start: JsonObject): Block {
    const block = this.#blockOf(start);
    this.#open.set(index, block);
    this.#all.push(block);
    return block;
  }

  #blockOf(start: JsonObject): Block {
    switch (start["type"]) {
      case "text":
        return new TextBlock(this.#writer, start);
      case "thinking":
        return new ThinkingBlock(this.#writer, start);
      case "redacted_thinking":
        return new RedactedBlock(this.#writer, start);
      case "tool_use":
        return new CallBlock(this.#writer, start, `toolu_${this.#seed.replaceAll(/[^\w-]/g, "")}_${this.size}`.slice(-64));
      default:
        return new OpaqueBlock(this.#writer, start);
    }
  }
}

function homeless(): AinError {
  return new AinError("protocol", "The server sent arguments of a call that it has not begun, or has ended already.", {
    actions: ["Try again; if it happens often, look at the gateway between you and the model."],
  });
}

function indexOf(event: JsonObject): number {
  return numberOr(event["index"]) ?? 0;
}
