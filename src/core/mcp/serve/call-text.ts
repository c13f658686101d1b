import type { ToolCallPart } from "@ainative-code/sdk";

/** Characters of each argument that are kept. */
const maxShown = 500;

/** A call of another program, as it stands in the record of what was done. */
export function callText(client: string, { name, input }: ToolCallPart): string {
  const shown = Object.entries(input).map(([key, value]) => {
    const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
    return `${key}: ${text.length <= maxShown ? text : `${text.slice(0, maxShown)}…`}`;
  });
  return [`${name}, called by ${client}`, ...shown].join("\n");
}
