import type { Native, ToolCallPart } from "@ainative-code/sdk";
import { isObject } from "./json.ts";

interface WrittenCall {
  readonly id: string;
  readonly name: string;
  /** The arguments as the model wrote them; `""` means none, because the vendor has closed the call. */
  readonly text: string;
  readonly native?: Native | undefined;
}

/** The part for a call that the vendor has closed. Arguments that are no JSON object make `inputError`. */
export function toolCallOf({ id, name, text, native }: WrittenCall): ToolCallPart {
  const { input, error } = name === "" ? { input: undefined, error: "The model named no tool." } : argumentsOf(text);
  return {
    type: "tool-call",
    id,
    name: name === "" ? "unnamed" : name,
    input: input ?? {},
    inputText: text,
    ...(error === undefined ? {} : { inputError: error }),
    ...(native === undefined ? {} : { native }),
  };
}

/** True where a text is a whole JSON object, so that nothing of it can be missing. */
export function isWholeObject(text: string): boolean {
  return argumentsOf(text).error === undefined && text.trimEnd().endsWith("}");
}

interface Arguments {
  readonly input?: Readonly<Record<string, unknown>>;
  readonly error?: string;
}

function argumentsOf(text: string): Arguments {
  if (text.trim() === "") return { input: {} };
  try {
    const value: unknown = JSON.parse(text);
    if (value === null) return { input: {} };
    return isObject(value) ? { input: value } : { error: "The arguments are no JSON object." };
  } catch (error) {
    return { error: `The arguments are no valid JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
