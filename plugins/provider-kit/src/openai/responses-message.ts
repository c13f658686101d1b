import type { AnswerWriter } from "../answer-writer.ts";
import { objectsOf, stringOr, type JsonObject } from "../json.ts";
import { citationOf } from "./citation.ts";
import { nativeOfText } from "./responses-item.ts";

type TextType = "output_text" | "refusal";

interface Text {
  readonly part: number;
  /** What was told of it. */
  told: string;
}

/** A message item: one text part for each place of its content. */
export class ResponsesMessage {
  readonly #writer: AnswerWriter;
  readonly #group: number;
  readonly #texts = new Map<number, Text>();
  #refused = false;

  constructor(writer: AnswerWriter, group: number) {
    this.#writer = writer;
    this.#group = group;
  }

  get refused(): boolean {
    return this.#refused;
  }

  begin(index: number, type: TextType): Text {
    const known = this.#texts.get(index);
    if (known !== undefined) return known;
    if (type === "refusal") this.#refused = true;
    const text = { part: this.#writer.textStart(type === "refusal"), told: "" };
    this.#texts.set(index, text);
    return text;
  }

  delta(index: number, type: TextType, piece: string): void {
    if (piece === "") return;
    const text = this.#texts.get(index) ?? this.begin(index, type);
    text.told += piece;
    this.#writer.textDelta(text.part, piece);
  }

  /** The item as the vendor wants it back; a text of which no delta has told is told now. */
  done(item: JsonObject): void {
    for (const [index, content] of objectsOf(item["content"]).entries()) {
      const type = content["type"] === "refusal" ? "refusal" : "output_text";
      const whole = stringOr(content[type === "refusal" ? "refusal" : "text"]) ?? "";
      const text = this.begin(index, type);
      if (text.told === "") this.delta(index, type, whole);
      const citations = objectsOf(content["annotations"]).map(citationOf);
      this.#writer.textEnd(text.part, {
        ...(citations.length === 0 ? {} : { citations }),
        native: nativeOfText(item, content, { group: this.#group, told: text.told }),
      });
    }
  }
}
