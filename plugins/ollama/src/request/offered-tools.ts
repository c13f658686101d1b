import type { ProviderRequest, ToolDeclaration } from "@ainative-code/sdk";
import type { JsonObject } from "@ainative-code/provider-kit";
import type { ModelFacts } from "../facts/model-facts.ts";

export interface OfferedTools {
  readonly tools: readonly JsonObject[];
  readonly warnings: readonly string[];
}

/** The tools to tell the model of. Ollama has no `tool_choice`: none and one named tool are done by the list. */
export function offeredTools({ model, tools, toolChoice = "auto" }: ProviderRequest, facts: ModelFacts): OfferedTools {
  if (tools.length === 0 || toolChoice === "none") return { tools: [], warnings: [] };
  if (facts.tools === false) {
    const warning = `${model} can't use tools: none is offered to it. Models that can: https://ollama.com/search?c=tools`;
    return { tools: [], warnings: [warning] };
  }
  const isForced = toolChoice !== "auto";
  const wanted = typeof toolChoice === "string" ? tools : tools.filter(({ name }) => name === toolChoice.tool);
  return {
    tools: wanted.map(toolOf),
    warnings: isForced ? ["toolChoice is not sent: Ollama can't force a model to use a tool."] : [],
  };
}

function toolOf({ name, description, input }: ToolDeclaration): JsonObject {
  return { type: "function", function: { name, description, parameters: input } };
}
