import type { Native } from "@ainative-code/sdk";
import type { AnswerWriter } from "../answer-writer.ts";
import { objectsOf, stringOr, type JsonObject } from "../json.ts";

type Field = "reasoning_content" | "reasoning" | "content";

/**
 * Collects the thinking of a Chat Completions answer, which servers stream as `reasoning_content`, as `reasoning`, with
 * or without `reasoning_details`, or as typed parts of the content, and remembers which, to send it back the same way.
 */
export class ChatThinking {
  readonly #writer: AnswerWriter;
  readonly #details: JsonObject[] = [];
  #field: Field | undefined;

  constructor(writer: AnswerWriter) {
    this.#writer = writer;
  }

  add(delta: JsonObject): void {
    const details = delta["reasoning_details"];
    if (Array.isArray(details)) for (const detail of objectsOf(details)) this.#addDetail(detail);
    const content = delta["reasoning_content"];
    const reasoning = delta["reasoning"];
    if (typeof content === "string" && content !== "") this.#write("reasoning_content", content);
    else if (typeof reasoning === "string" && reasoning !== "") this.#write("reasoning", reasoning);
    else if (Array.isArray(details)) for (const detail of objectsOf(details)) this.#writer.thinking(textOf(detail));
  }

  /** A part of type `thinking` in the content. */
  addContent(part: JsonObject): void {
    const pieces = typeof part["thinking"] === "string" ? part["thinking"] : objectsOf(part["thinking"]).map(textOf).join("");
    this.#write("content", pieces);
  }

  /** The part being written is whole. Details are told with the last part, because they may go on until the end. */
  close(): void {
    const native: Native | undefined = this.#field === undefined ? undefined : { field: this.#field };
    this.#writer.closeCurrent(native === undefined ? {} : { native });
  }

  /** The answer is whole: tells the details, as a part of their own, so that they can be sent back. */
  closeLate(): void {
    if (this.#details.length === 0) return;
    this.#writer.part({ type: "opaque", kind: "openai.reasoning_details", native: { reasoning_details: this.#details } });
  }

  #write(field: Field, piece: string): void {
    this.#field = field;
    this.#writer.thinking(piece);
  }

  /** Pieces of one text come with the same index and are joined; everything else is kept as it comes. */
  #addDetail(detail: JsonObject): void {
    const last = this.#details.at(-1);
    const key = detail["type"] === "reasoning.summary" ? "summary" : "text";
    const piece = detail[key];
    if (last === undefined || !sameDetail(last, detail) || typeof piece !== "string") {
      this.#details.push(detail);
      return;
    }
    this.#details[this.#details.length - 1] = { ...last, ...given(detail), [key]: (stringOr(last[key]) ?? "") + piece };
  }
}

function sameDetail(a: JsonObject, b: JsonObject): boolean {
  return a["type"] === b["type"] && a["type"] !== "reasoning.encrypted" && a["index"] === b["index"];
}

function given(detail: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== null && value !== undefined));
}

function textOf(part: JsonObject): string {
  return stringOr(part["text"]) ?? stringOr(part["summary"]) ?? "";
}
