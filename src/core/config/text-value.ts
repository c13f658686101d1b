import type { JsonSchema } from "@ainative-code/sdk";

/**
 * The value that a text from a variable, a flag or the command line means for a key: a number, true or false, a list
 * (`[a, b]`, or items between commas; a comma inside parentheses does not part), by the type the key has. A text that
 * does not fit the type stays as it is, for the check to tell. `parseFlow` reads what begins with `[` or `{`.
 */
export function textValue(text: string, schema: JsonSchema, parseFlow: (text: string) => unknown = JSON.parse): unknown {
  const type = schema["type"];
  const trimmed = text.trim();
  if (type === "integer" || type === "number") return trimmed !== "" && Number.isFinite(Number(trimmed)) ? Number(trimmed) : text;
  if (type === "boolean") return trimmed === "true" ? true : trimmed === "false" ? false : text;
  if (type === "array") return trimmed.startsWith("[") ? flowValue(text, parseFlow) : itemsOf(trimmed);
  if (type === "object") return flowValue(text, parseFlow);
  return text;
}

function flowValue(text: string, parseFlow: (text: string) => unknown): unknown {
  try {
    return parseFlow(text);
  } catch {
    return text;
  }
}

function itemsOf(text: string): string[] {
  const items = text.match(/(?:\([^)]*\)|[^,])+/g) ?? [];
  return items.map((item) => item.trim()).filter((item) => item !== "");
}
