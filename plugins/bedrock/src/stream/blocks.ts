import { numberOr, objectOr, type AnswerWriter, type JsonObject } from "@ainative-code/provider-kit";
import { AinError } from "@ainative-code/sdk";
import type { Block } from "./block.ts";
import { CallBlock } from "./call-block.ts";
import { ImageBlock } from "./image-block.ts";
import { OpaqueBlock } from "./opaque-block.ts";
import { TextBlock } from "./text-block.ts";
import { ThinkingBlock } from "./thinking-block.ts";

/** The content blocks of one answer, by their `contentBlockIndex`. */
export class Blocks {
  readonly #writer: AnswerWriter;
  readonly #seed: string;
  readonly #open = new Map<number, Block>();
  /** How the open blocks that had a beginning began. */
  readonly #begun = new Map<number, string>();
  readonly #all: Block[] = [];

  constructor(writer: AnswerWriter, seed: string) {
    this.#writer = writer;
    this.#seed = seed;
  }

  get size(): number {
    return this.#all.length;
  }

  /** Only calls and their like have a beginning; the same one told twice is one. */
  start(event: JsonObject): void {
    const start = objectOr(event["start"]);
    const index = indexOf(event);
    const block = start === undefined ? undefined : this.#startedBy(start);
    if (block === undefined) return;
    const beginning = JSON.stringify(start);
    if (this.#begun.get(index) === beginning) return;
    this.#begin(index, block());
    this.#begun.set(index, beginning);
  }

  /** Texts and thinking begin with their first piece; where the kind changes under one index, another block begins. */
  delta(event: JsonObject): void {
    const delta = objectOr(event["delta"]);
    if (delta === undefined) return;
    const index = indexOf(event);
    const Kind = kindOf(delta);
    const open = this.#open.get(index);
    const block = Kind === undefined || open instanceof Kind ? open : this.#begin(index, new Kind(this.#writer));
    if (delta["toolUse"] !== undefined && !(block instanceof CallBlock || block instanceof OpaqueBlock)) throw stray();
    block?.delta(delta);
  }

  stop(event: JsonObject): void {
    const index = indexOf(event);
    this.#open.get(index)?.stop();
    this.#open.delete(index);
    this.#begun.delete(index);
  }

  /** The terminal mark has come: true where there are calls for the host. */
  end(cut: boolean): boolean {
    return this.#all.map((block) => block.end(cut)).includes(true);
  }

  #startedBy(start: JsonObject): (() => Block) | undefined {
    const call = objectOr(start["toolUse"]);
    const result = objectOr(start["toolResult"]);
    const image = objectOr(start["image"]);
    if (call?.["type"] === "server_tool_use") return () => new OpaqueBlock(this.#writer, "toolUse", call);
    if (call !== undefined) return () => new CallBlock(this.#writer, call, this.#spareId());
    if (result !== undefined) return () => new OpaqueBlock(this.#writer, "toolResult", result);
    return image === undefined ? undefined : () => new ImageBlock(this.#writer, image);
  }

  /** A call whose place is taken before it was closed waits for the end, where only a whole one counts. */
  #begin(index: number, block: Block): Block {
    const open = this.#open.get(index);
    if (!(open instanceof CallBlock)) open?.stop();
    this.#begun.delete(index);
    this.#open.set(index, block);
    this.#all.push(block);
    return block;
  }

  #spareId(): string {
    return `tooluse_${this.#seed.replaceAll(/[^\w-]/g, "")}_${this.size}`.slice(-64);
  }
}

/** What a piece belongs to that needs no beginning. */
function kindOf(delta: JsonObject): typeof TextBlock | typeof ThinkingBlock | undefined {
  if (delta["text"] !== undefined || delta["citation"] !== undefined) return TextBlock;
  return delta["reasoningContent"] === undefined ? undefined : ThinkingBlock;
}

/** Arguments of a call that is not open: what they belong to is not whole, and must not be run. */
function stray(): AinError {
  return new AinError("protocol", "The server sent a piece of a call out of its turn.", {
    actions: ["Try again; if it happens often, look at what stands between here and the server."],
  });
}

function indexOf(event: JsonObject): number {
  return numberOr(event["contentBlockIndex"]) ?? 0;
}
