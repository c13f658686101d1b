import type { ToolCallPart } from "@ainative-code/sdk";
import type { AnswerWriter } from "../answer-writer.ts";
import { filled, stringOr, type JsonObject } from "../json.ts";
import { isWholeObject, toolCallOf } from "../tool-call.ts";
import { isWrapperName, splitWrapper } from "./parallel-wrapper.ts";
import { without } from "./responses-item.ts";

/** A function call, or a custom tool's, whose input is plain text. */
export class ResponsesCall {
  readonly #writer: AnswerWriter;
  readonly #item: JsonObject;
  readonly #isHeld: boolean;
  readonly #part: number | undefined;
  #text = "";

  constructor(writer: AnswerWriter, item: JsonObject, tools: ReadonlySet<string>) {
    this.#writer = writer;
    this.#item = item;
    const name = filled(item["name"]) ?? "";
    this.#isHeld = name === "" || isWrapperName(name, tools);
    if (!this.#isHeld) this.#part = writer.toolStart(idOf(item), name);
  }

  delta(piece: string): void {
    this.#text += piece;
    if (this.#part !== undefined && piece !== "") this.#writer.toolDelta(this.#part, piece);
  }

  /** The vendor has closed the item. False where it says that the call is incomplete: then it stays open. */
  done(item: JsonObject): boolean {
    if (item["status"] === "incomplete") return false;
    const call = callOf(item);
    const calls = this.#isHeld ? (splitWrapper(call) ?? [call]) : [call];
    for (const each of calls) this.#writer.toolEnd(this.#part ?? this.#tellWhole(each), each);
    return true;
  }

  /** The answer has ended although the item was never closed. */
  closeUnsaid(cut: boolean): boolean {
    if (cut || !isWholeObject(this.#text)) return false;
    return this.done({ ...this.#item, [fieldOf(this.#item)]: this.#text, status: "completed" });
  }

  #tellWhole(call: ToolCallPart): number {
    const part = this.#writer.toolStart(call.id, call.name);
    if (call.inputText !== undefined && call.inputText !== "") this.#writer.toolDelta(part, call.inputText);
    return part;
  }
}

/** The field that holds what the model wrote. */
function fieldOf(item: JsonObject): "arguments" | "input" {
  return item["type"] === "custom_tool_call" ? "input" : "arguments";
}

function callOf(item: JsonObject): ToolCallPart {
  const field = fieldOf(item);
  const text = stringOr(item[field]) ?? "";
  const native = { item: without(item, field) };
  const id = idOf(item);
  const name = filled(item["name"]) ?? "";
  if (field === "arguments") return toolCallOf({ id, name, text, native });
  return { type: "tool-call", id, name, input: { input: text }, inputText: text, native };
}

function idOf(item: JsonObject): string {
  return filled(item["call_id"]) ?? filled(item["id"]) ?? "call";
}
