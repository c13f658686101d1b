import type { Native, ToolCallPart } from "@ainative-code/sdk";
import type { AnswerWriter } from "./answer-writer.ts";
import { isWholeObject, toolCallOf } from "./tool-call.ts";

/** A piece of a call, as vendors send it; nothing of it is certain to be there. */
export interface ToolCallDelta {
  readonly index?: number | undefined;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly arguments?: string | undefined;
  readonly native?: Native | undefined;
}

interface Slot {
  readonly index: number | undefined;
  id: string | undefined;
  /** The vendor's id that another call has as well, so that this one is known to the model by one of ours. */
  twinId: string | undefined;
  name: string;
  text: string;
  native: Native | undefined;
  /** The number of the part, once it could be begun. */
  part: number | undefined;
  /** The id is ours, because the first pieces had none. */
  ownId: boolean;
}

interface AssemblerOptions {
  /** Makes the id of a call that has none, by its number in the answer. */
  readonly makeId: (position: number) => string;
  /** Calls of such a name are told only when they are whole, by `expand`. */
  readonly holdBack?: (name: string) => boolean;
  /** What a held-back call really is; `undefined`: itself. */
  readonly expand?: (call: ToolCallPart) => readonly ToolCallPart[] | undefined;
}

/**
 * Puts together calls whose pieces come as the vendor likes: an id that is new begins a new call even where its index
 * is taken, an id that comes with another index is another call, which gets an id of its own, a piece without an index is
 * found by its id, else by its position, and a late name is waited for. Pieces of two calls are never joined.
 */
export class ToolCallAssembler {
  readonly #writer: AnswerWriter;
  readonly #options: AssemblerOptions;
  readonly #slots: Slot[] = [];

  constructor(writer: AnswerWriter, options: AssemblerOptions) {
    this.#writer = writer;
    this.#options = options;
  }

  get size(): number {
    return this.#slots.length;
  }

  /** `position`: the place of the piece among those that came together. */
  add(delta: ToolCallDelta, position = 0): void {
    const slot = this.#slotFor(delta, position);
    this.#takeId(slot, filled(delta.id));
    if (slot.name === "") slot.name = delta.name ?? "";
    if (delta.native !== undefined) slot.native = { ...slot.native, ...delta.native };
    const piece = delta.arguments ?? "";
    slot.text += piece;
    this.#tell(slot, piece);
  }

  /**
   * The vendor's terminal mark has come. `cut`: it says that the answer was cut short, so that a call counts only where
   * its arguments are a whole object; the others stay open.
   */
  close(cut: boolean): void {
    for (const slot of this.#slots) {
      if (slot.name === "" && slot.text === "") continue;
      if (cut && !isWholeObject(slot.text)) continue;
      const call = toolCallOf({ id: this.#idOf(slot), name: slot.name, text: slot.text, native: slot.native });
      const calls = this.#isHeld(slot) ? (this.#options.expand?.(call) ?? [call]) : [call];
      for (const each of calls) this.#writer.toolEnd(slot.part ?? this.#tellWhole(each), each);
    }
  }

  #takeId(slot: Slot, id: string | undefined): void {
    if (id === undefined || slot.id !== undefined) return;
    if (this.#slots.some((other) => other !== slot && other.id === id)) slot.twinId ??= id;
    else slot.id = id;
  }

  #tellWhole(call: ToolCallPart): number {
    const part = this.#writer.toolStart(call.id, call.name);
    if (call.inputText !== undefined && call.inputText !== "") this.#writer.toolDelta(part, call.inputText);
    return part;
  }

  #tell(slot: Slot, piece: string): void {
    if (slot.part !== undefined) {
      if (piece !== "") this.#writer.toolDelta(slot.part, piece);
      return;
    }
    if (slot.name === "" || this.#isHeld(slot)) return;
    slot.part = this.#writer.toolStart(this.#idOf(slot), slot.name);
    if (slot.text !== "") this.#writer.toolDelta(slot.part, slot.text);
  }

  #idOf(slot: Slot): string {
    if (slot.id === undefined) {
      slot.id = this.#options.makeId(this.#slots.indexOf(slot));
      slot.ownId = true;
    }
    return slot.id;
  }

  #isHeld(slot: Slot): boolean {
    return this.#options.holdBack?.(slot.name) === true;
  }

  #slotFor(delta: ToolCallDelta, position: number): Slot {
    const known = this.#known(delta, position);
    if (known !== undefined && !isAnother(known, delta)) return known;
    const { index } = delta;
    const slot: Slot = {
      index,
      id: undefined,
      twinId: undefined,
      name: "",
      text: "",
      native: undefined,
      part: undefined,
      ownId: false,
    };
    this.#slots.push(slot);
    return slot;
  }

  #known({ id, index }: ToolCallDelta, position: number): Slot | undefined {
    const byId = filled(id) === undefined ? undefined : this.#slots.findLast((slot) => hasId(slot, id) && canBeAt(slot, index));
    if (byId !== undefined) return byId;
    if (index !== undefined) return this.#slots.findLast((slot) => slot.index === index);
    return position === 0 ? this.#slots.at(-1) : this.#slots[position];
  }
}

function hasId(slot: Slot, id: string | undefined): boolean {
  return slot.id === id || slot.twinId === id;
}

function canBeAt(slot: Slot, index: number | undefined): boolean {
  return index === undefined || slot.index === undefined || slot.index === index;
}

/** Whether a piece begins a call of its own although its place is taken. */
function isAnother(slot: Slot, { id, name, index }: ToolCallDelta): boolean {
  if (filled(id) !== undefined && slot.id !== undefined) {
    const isLateId = slot.ownId && index !== undefined && !isWholeObject(slot.text);
    return !hasId(slot, id) && !isLateId;
  }
  return filled(name) !== undefined && slot.name !== "" && isWholeObject(slot.text);
}

function filled(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : text;
}
