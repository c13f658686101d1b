import type { ToolCallPart, ToolDeclaration } from "@ainative-code/sdk";

/** The tool that models are asked to use. */
export const readingTool: ToolDeclaration = {
  name: "read_sensor",
  description: "Reads a sensor. Gives its value.",
  input: {
    type: "object",
    properties: { sensor: { type: "string", description: "The name of the sensor." } },
    required: ["sensor"],
    additionalProperties: false,
  },
};

/** Whether a call is one of that tool that could be run. */
export function isReading({ name, input, inputError }: ToolCallPart): boolean {
  return name === readingTool.name && inputError === undefined && typeof input["sensor"] === "string";
}
