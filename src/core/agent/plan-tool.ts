import type { ToolDeclaration } from "@ainative-code/sdk";

/** By which the model hands in its plan. It is there in every mode, so that a change of the mode leaves the tools as they are. */
export const planTool: ToolDeclaration = {
  name: "present_plan",
  description: [
    "Hands your plan to the user; for the permission mode plan only. Call it once you have looked at what you need and know what to do:",
    "what will be changed, where and in which order, and how it will be proved. Nothing can be changed before the user approves.",
    "Do not ask for approval in any other way, and do not call it for a question that needs no change.",
  ].join(" "),
  input: {
    type: "object",
    properties: { plan: { type: "string", minLength: 1, description: "The whole plan, as Markdown." } },
    required: ["plan"],
    additionalProperties: false,
  },
};

/** The tools of a conversation with this one among them, by name. */
export function withPlanTool(tools: readonly ToolDeclaration[]): readonly ToolDeclaration[] {
  return [...tools.filter(({ name }) => name !== planTool.name), planTool].toSorted((one, other) =>
    one.name < other.name ? -1 : 1,
  );
}
