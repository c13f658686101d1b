import type { ToolCallPart } from "@ainative-code/sdk";
import { isRecord } from "../config/is-record.ts";
import type { Executor } from "./executor.ts";

/** The tool by which the model calls another one that it was not told of in the request. */
const forwarder = "mcp_call";

/** The call that is meant: the one that is named inside where it goes through the forwarder. */
export function meantCall(call: ToolCallPart): ToolCallPart {
  const { tool, arguments: given } = { tool: call.input["tool"], arguments: call.input["arguments"] };
  if (call.name !== forwarder || typeof tool !== "string" || !tool.startsWith("mcp__")) return call;
  const { inputText: _text, ...rest } = call;
  return { ...rest, name: tool, input: isRecord(given) ? given : {} };
}

/**
 * Runs what is meant, so that it is validated, permitted and noted under its own name; the result belongs to the call that
 * was made.
 */
export function forwarding(executor: Pick<Executor, "execute">): Pick<Executor, "execute"> {
  return {
    async execute(call, options) {
      const meant = meantCall(call);
      const executed = await executor.execute(meant, options);
      return meant === call ? executed : { ...executed, result: { ...executed.result, name: call.name } };
    },
  };
}
