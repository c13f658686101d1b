import type { Tool, ToolCallPart, ToolOutput } from "@ainative-code/sdk";
import type { RefusedCall } from "../agent/refused-calls.ts";
import type { ExecutionOptions } from "./execution-options.ts";

/** What came of a call that led to further calls. */
export interface TurnOutput extends ToolOutput {
  /** Calls below it that were refused because nobody could be asked. */
  readonly refused?: readonly RefusedCall[];
}

/** Runs a call that needs to know the turn it belongs to. Ends by itself soon after the turn's signal aborts. */
export type RunInTurn = (call: ToolCallPart, turn: ExecutionOptions) => Promise<TurnOutput>;

const inTurn = new WeakMap<Tool, RunInTurn>();

/** A tool of the host itself, which is run with its call and its turn; no plugin can make one. */
export function turnTool(declared: Omit<Tool, "run">, run: RunInTurn): Tool {
  const tool: Tool = { ...declared, run: () => Promise.reject(new Error(`${declared.name} runs in a turn only`)) };
  inTurn.set(tool, run);
  return tool;
}

export function runInTurnOf(tool: Tool): RunInTurn | undefined {
  return inTurn.get(tool);
}

export interface RanInTurn {
  readonly call: ToolCallPart;
  readonly output: ToolOutput;
  readonly status: "ok" | "error";
  readonly refused: readonly RefusedCall[] | undefined;
}

/** Throws what it throws. Nobody runs out of patience with it: all that it waits for has an end of its own. */
export async function ranInTurn(call: ToolCallPart, run: RunInTurn, turn: ExecutionOptions): Promise<RanInTurn> {
  const { refused, ...output } = await run(call, turn);
  return { call, output, status: output.isError === true ? "error" : "ok", refused };
}
