import type { ToolCallPart } from "@ainative-code/sdk";

/**
 * The arguments of a call to send back: as the model wrote them. Those that were no JSON become those the call was
 * answered with, because some servers refuse the whole conversation over them.
 */
export function callArgumentsOf({ input, inputText, inputError }: ToolCallPart): string {
  return inputError !== undefined || inputText === undefined || inputText.trim() === "" ? JSON.stringify(input) : inputText;
}
