import type { ToolChoice, ToolDeclaration } from "@ainative-code/sdk";
import type { JsonObject } from "@ainative-code/provider-kit";

/** Tools as the model is told about them; the root of an input must be an object. */
export function toolsOf(tools: readonly ToolDeclaration[]): readonly JsonObject[] {
  return tools.map(({ name, description, input }) => ({
    name,
    ...(description === "" ? {} : { description }),
    input_schema: { type: "object", ...input },
  }));
}

/** Whether a choice leaves the model no other way than to call. */
export function isForced(choice: ToolChoice | undefined): boolean {
  return choice !== undefined && choice !== "auto" && choice !== "none";
}

export function toolChoiceOf(choice: ToolChoice): JsonObject {
  if (typeof choice !== "string") return { type: "tool", name: choice.tool };
  return { type: choice === "required" ? "any" : choice };
}
