import {
  filled,
  isObject,
  objectOr,
  objectsOf,
  parseJson,
  type AnswerWriter,
  type JsonObject,
} from "@ainative-code/provider-kit";
import type { Block } from "./block.ts";

/** A call of a tool that the vendor runs itself, or the result of one: only the vendor can go on from it. */
export class OpaqueBlock implements Block {
  readonly #writer: AnswerWriter;
  readonly #kind: "toolUse" | "toolResult";
  readonly #start: JsonObject;
  #input = "";
  readonly #content: JsonObject[] = [];
  #closed = false;

  constructor(writer: AnswerWriter, kind: "toolUse" | "toolResult", start: JsonObject) {
    this.#writer = writer;
    this.#kind = kind;
    this.#start = start;
  }

  delta(delta: JsonObject): void {
    this.#input += filled(objectOr(delta["toolUse"])?.["input"]) ?? "";
    this.#content.push(...objectsOf(delta["toolResult"]));
  }

  /** A call whose input is broken was cut short, and the vendor would not take it back. */
  stop(): void {
    if (this.#closed) return;
    this.#closed = true;
    const input = this.#input === "" ? {} : parseJson(this.#input);
    if (!isObject(input)) return;
    const more = this.#kind === "toolUse" ? { input } : { content: this.#content };
    const block = { [this.#kind]: { ...this.#start, ...more } };
    this.#writer.part({ type: "opaque", kind: `bedrock.${this.#kind}`, native: { block } });
  }

  end(): boolean {
    return false;
  }
}
