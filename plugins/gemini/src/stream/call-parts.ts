import { AinError, type Native } from "@ainative-code/sdk";
import { filled, objectOr, toolCallOf, type AnswerWriter, type JsonObject } from "@ainative-code/provider-kit";
import { PartialArgs } from "./partial-args.ts";

/** A call while it is being written. */
interface OpenCall {
  readonly part: number;
  readonly id: string;
  readonly name: string;
  /** The vendor's own id. */
  readonly vendorId: string | undefined;
  /** The arguments, where they came whole. */
  args: JsonObject | undefined;
  pieces: PartialArgs | undefined;
  /** What the parts of the call have besides it: its signature. */
  fields: JsonObject;
}

export interface CallNaming {
  /** Makes the ids of calls that have none; it differs between answers of one conversation. */
  readonly seed: () => string;
  /** The name a tool was declared under, by the one the vendor knows. */
  readonly nameOf: (wireName: string) => string;
}

/**
 * The calls of an answer. Most come whole, in one part; some servers send the name first and the arguments value by
 * value, in parts that have `willContinue` but for the last. A call that was never ended is none.
 */
export class CallParts {
  readonly #writer: AnswerWriter;
  readonly #naming: CallNaming;
  readonly #ids = new Set<string>();
  #open: OpenCall | undefined;
  #told = 0;

  constructor(writer: AnswerWriter, naming: CallNaming) {
    this.#writer = writer;
    this.#naming = naming;
  }

  /** Calls that are whole. */
  get told(): number {
    return this.#told;
  }

  /** A call was begun and never ended. */
  get hasBroken(): boolean {
    return this.#ids.size > this.#told;
  }

  /** A part with a `functionCall`. Throws `protocol` for arguments that belong to no call. */
  add({ functionCall, ...fields }: JsonObject): void {
    const call = objectOr(functionCall) ?? {};
    const name = filled(call["name"]);
    if (name !== undefined) this.#open = this.#begin(name, filled(call["id"]));
    const open = this.#open;
    if (open === undefined) {
      if (call["args"] !== undefined || call["partialArgs"] !== undefined) throw homeless();
      return;
    }
    open.fields = { ...open.fields, ...fields };
    open.args = objectOr(call["args"]) ?? open.args;
    if (call["partialArgs"] !== undefined) (open.pieces ??= new PartialArgs()).add(call["partialArgs"]);
    if (call["willContinue"] !== true) this.#tell(open);
  }

  #begin(wireName: string, vendorId: string | undefined): OpenCall {
    const name = this.#naming.nameOf(wireName);
    const isOwn = vendorId !== undefined && !this.#ids.has(vendorId);
    const id = isOwn ? vendorId : `call_${this.#naming.seed().replaceAll(/[^\w-]/g, "").slice(-40)}_${this.#ids.size + 1}`;
    this.#ids.add(id);
    const part = this.#writer.toolStart(id, name);
    return { part, id, name, vendorId, args: undefined, pieces: undefined, fields: {} };
  }

  #tell(open: OpenCall): void {
    this.#open = undefined;
    this.#told += 1;
    const { part, id, name, args, pieces } = open;
    const text = JSON.stringify(pieces?.value ?? args ?? {});
    this.#writer.toolDelta(part, text);
    this.#writer.toolEnd(part, toolCallOf({ id, name, text, native: nativeOf(open) }));
  }
}

/** What the call must be sent back with. */
function nativeOf({ vendorId, args, pieces, fields }: OpenCall): Native | undefined {
  const native = {
    ...(vendorId === undefined ? {} : { id: vendorId }),
    ...(args === undefined && pieces === undefined ? { bare: true } : {}),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
  };
  return Object.keys(native).length === 0 ? undefined : native;
}

function homeless(): AinError {
  return new AinError("protocol", "The server sent arguments that belong to no tool call.");
}
