import type { ToolCallPart } from "@ainative-code/sdk";

/**
 * The arguments of a call to send back: as the model wrote them. Those that were no JSON object, as those of a custom tool,
 * become those the call was answered with, because some servers refuse the whole conversation over them.
 */
export function callArgumentsOf({ input, inputText, inputError }: ToolCallPart): string {
  const isObject = inputError === undefined && inputText?.trimStart().startsWith("{") === true;
  return isObject ? inputText : JSON.stringify(input);
}
