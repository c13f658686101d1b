import { filled, objectOr, type AnswerWriter, type JsonObject } from "@ainative-code/provider-kit";
import type { Block } from "./block.ts";

/** An image that the model has made. */
export class ImageBlock implements Block {
  readonly #writer: AnswerWriter;
  readonly #format: string;
  #data = "";
  #closed = false;

  constructor(writer: AnswerWriter, start: JsonObject) {
    this.#writer = writer;
    this.#format = filled(start["format"]) ?? "png";
  }

  delta(delta: JsonObject): void {
    const piece = filled(objectOr(objectOr(delta["image"])?.["source"])?.["bytes"]);
    if (piece === undefined) return;
    this.#data = Buffer.concat([Buffer.from(this.#data, "base64"), Buffer.from(piece, "base64")]).toString("base64");
  }

  stop(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#data !== "") this.#writer.part({ type: "image", mediaType: `image/${this.#format}`, data: this.#data });
  }

  end(): boolean {
    return false;
  }
}
