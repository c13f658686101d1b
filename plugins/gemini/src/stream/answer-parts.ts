import { filled, objectOr, type AnswerWriter, type JsonObject } from "@ainative-code/provider-kit";
import type { Citation } from "@ainative-code/sdk";
import { fieldsKind } from "../request/model-parts.ts";
import { CallParts, type CallNaming } from "./call-parts.ts";
import { TextRun } from "./text-run.ts";

/** The parts of one answer, in the order they come. */
export class AnswerParts {
  readonly #writer: AnswerWriter;
  readonly #run: TextRun;
  readonly #calls: CallParts;
  #said = false;

  constructor(writer: AnswerWriter, naming: CallNaming) {
    this.#writer = writer;
    this.#run = new TextRun(writer);
    this.#calls = new CallParts(writer, naming);
  }

  /** There is a call for the host. */
  get hasCalls(): boolean {
    return this.#calls.told > 0;
  }

  /** A call was begun and never ended. */
  get hasBrokenCall(): boolean {
    return this.#calls.hasBroken;
  }

  /** There is more than thoughts. */
  get said(): boolean {
    return this.#said || this.hasCalls;
  }

  /** The text that is being written, for citations that count in it. */
  get text(): string {
    return this.#run.text;
  }

  add(part: JsonObject): void {
    const { text } = part;
    if (typeof text === "string") this.#addText(text, part);
    else if (part["functionCall"] !== undefined) {
      this.#run.close();
      this.#calls.add(part);
    } else if (Object.keys(part).length > 0) {
      this.#run.close();
      this.#said = true;
      if (!this.#addImage(part)) this.#addOpaque(part);
    }
  }

  /** The terminal mark has come. */
  end(citations: readonly Citation[]): void {
    this.#run.close(citations);
  }

  #addText(text: string, part: JsonObject): void {
    const isThought = part["thought"] === true;
    const kind = isThought ? "thinking" : "text";
    if (!isThought && text !== "") this.#said = true;
    if (isPlain(part)) {
      this.#run.plain(kind, text);
      return;
    }
    const { text: _, thought: _thought, ...fields } = part;
    if (this.#run.marked(kind, text, fields)) return;
    this.#run.close();
    this.#addOpaque(part);
  }

  /** An image is one to everybody; what only the vendor understands of it follows. */
  #addImage({ inlineData, ...fields }: JsonObject): boolean {
    const blob = objectOr(inlineData);
    const [mediaType, data] = [filled(blob?.["mimeType"]), filled(blob?.["data"])];
    if (mediaType === undefined || data === undefined || !sendable.test(mediaType)) return false;
    if (Object.keys(blob ?? {}).length > 2) return false;
    this.#writer.part({ type: "image", mediaType, data });
    if (Object.keys(fields).length > 0) this.#writer.part({ type: "opaque", kind: fieldsKind, native: { fields } });
    return true;
  }

  #addOpaque(part: JsonObject): void {
    const name = Object.keys(part).find((key) => key !== "thought" && key !== "thoughtSignature") ?? "part";
    this.#writer.part({ type: "opaque", kind: `gemini.${name}`, native: { part } });
  }
}

/** Images that can be sent back as images. */
const sendable = /^image\/(png|jpe?g|webp)$/;

/** Whether a text part has nothing but its text. */
function isPlain(part: JsonObject): boolean {
  for (const key in part) if (key !== "text" && key !== "thought") return false;
  return true;
}
