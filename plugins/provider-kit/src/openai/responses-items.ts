import type { AnswerWriter } from "../answer-writer.ts";
import { filled, isObject, numberOr, stringOr, type JsonObject } from "../json.ts";
import { ResponsesCall } from "./responses-call.ts";
import { ResponsesMessage } from "./responses-message.ts";
import { ResponsesReasoning } from "./responses-reasoning.ts";

type Slot = ResponsesMessage | ResponsesReasoning | ResponsesCall | "opaque";

/** The output items of one response, by their `output_index`. */
export class ResponsesItems {
  readonly #writer: AnswerWriter;
  readonly #tools: ReadonlySet<string>;
  readonly #slots = new Map<number, Slot>();
  readonly #closed = new Set<number>();
  readonly #unsaid: [number, JsonObject][] = [];
  #calls = false;

  constructor(writer: AnswerWriter, tools: ReadonlySet<string>) {
    this.#writer = writer;
    this.#tools = tools;
  }

  /** A call for the host is among them. */
  get calls(): boolean {
    return this.#calls;
  }

  /** The model declined to answer in one of them. */
  get refused(): boolean {
    return [...this.#slots.values()].some((slot) => slot instanceof ResponsesMessage && slot.refused);
  }

  text(event: JsonObject, type: "output_text" | "refusal"): void {
    const slot = this.#slotOf(event, "message");
    const delta = event["delta"];
    if (!(slot instanceof ResponsesMessage) || typeof delta !== "string") return;
    slot.delta(numberOr(event["content_index"]) ?? 0, type, delta);
  }

  thinking(event: JsonObject, index: number | undefined): void {
    const slot = this.#slotOf(event, "reasoning");
    if (slot instanceof ResponsesReasoning) slot.delta(index ?? 0, stringOr(event["delta"]) ?? "");
  }

  toolInput(event: JsonObject): void {
    const slot = this.#slots.get(indexOf(event));
    if (slot instanceof ResponsesCall) slot.delta(stringOr(event["delta"]) ?? "");
  }

  added(event: JsonObject): void {
    if (isObject(event["item"])) this.#open(indexOf(event), event["item"]);
  }

  partAdded(event: JsonObject): void {
    const slot = this.#slots.get(indexOf(event));
    const type = isObject(event["part"]) ? event["part"]["type"] : undefined;
    if (!(slot instanceof ResponsesMessage) || (type !== "output_text" && type !== "refusal")) return;
    slot.begin(numberOr(event["content_index"]) ?? 0, type);
  }

  done(event: JsonObject): void {
    if (isObject(event["item"])) this.#done(indexOf(event), event["item"]);
  }

  /** The terminal event has come with the whole output: closes what its own event did not. */
  close(output: readonly JsonObject[], cut: boolean): void {
    for (const [index, item] of output.entries()) this.#backfill(index, item);
    for (const [index, item] of this.#unsaid) this.#done(index, item);
    for (const [index, slot] of this.#slots) {
      if (slot instanceof ResponsesReasoning) slot.closeWaiting();
      if (slot instanceof ResponsesCall && !this.#closed.has(index)) this.#calls = slot.closeUnsaid(cut) || this.#calls;
    }
  }

  /** Servers that close items do so for all of them; only of others the output is taken as a whole. */
  #backfill(index: number, item: JsonObject): void {
    const slot = this.#slots.get(index);
    if (slot instanceof ResponsesReasoning) slot.backfill(item);
    const isUnsaid = slot === undefined && this.#closed.size === 0;
    if (isUnsaid || (slot !== undefined && !this.#closed.has(index))) this.#unsaid.push([index, item]);
  }

  #done(index: number, item: JsonObject): void {
    const slot = this.#slots.get(index) ?? this.#open(index, item);
    if (this.#closed.has(index)) return;
    this.#closed.add(index);
    if (slot === "opaque") this.#writer.part({ type: "opaque", kind: kindOf(item), native: { item } });
    else if (slot instanceof ResponsesCall) this.#calls = slot.done(item) || this.#calls;
    else slot.done(item);
  }

  #slotOf(event: JsonObject, type: string): Slot {
    const index = indexOf(event);
    return this.#slots.get(index) ?? this.#open(index, { type });
  }

  #open(index: number, item: JsonObject): Slot {
    const known = this.#slots.get(index);
    if (known !== undefined) return known;
    const slot = this.#slotFor(index, item);
    this.#slots.set(index, slot);
    return slot;
  }

  #slotFor(index: number, item: JsonObject): Slot {
    switch (item["type"]) {
      case "message":
        return new ResponsesMessage(this.#writer, index);
      case "reasoning":
        return new ResponsesReasoning(this.#writer);
      case "function_call":
      case "custom_tool_call":
        return new ResponsesCall(this.#writer, item, this.#tools);
      default:
        return "opaque";
    }
  }
}

function kindOf(item: JsonObject): string {
  return `openai.${filled(item["type"]) ?? "item"}`;
}

function indexOf(event: JsonObject): number {
  return numberOr(event["output_index"]) ?? 0;
}
