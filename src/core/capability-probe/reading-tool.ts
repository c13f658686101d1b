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

/** The sensor that a call reads; `undefined` where it is not one of that tool that could be run. */
export function sensorOf({ name, input, inputError }: ToolCallPart): string | undefined {
  const sensor = input["sensor"];
  return name === readingTool.name && inputError === undefined && typeof sensor === "string"
    ? sensor.trim().toLowerCase()
    : undefined;
}
