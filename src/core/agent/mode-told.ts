import type { Message, Part, TextPart } from "@ainative-code/sdk";
import { permissionModes, type PermissionMode } from "../permissions/permission-mode.ts";
import { planTool } from "./plan-tool.ts";

const head = "Permission mode: ";

/** What the model is told of a mode. */
const meanings: Readonly<Record<PermissionMode, string>> = {
  ask: "The user is asked before anything is changed or run.",
  "accept-edits": "Files in the working folder may be changed without asking.",
  plan: "Nothing may be changed: only look, and make a plan.",
  bypass: "Nothing is asked.",
};

export function modeText(mode: PermissionMode): string {
  return `${head}${mode}. ${meanings[mode]}`;
}

/** Whether the program has told a mode by this part. */
export function isModeTold(part: Part): boolean {
  return part.type === "text" && permissionModes.some((mode) => part.text === modeText(mode));
}

/**
 * Tells the model that it is to plan, or no more: the one mode in which it works otherwise. It is said in the conversation
 * and not in the head of the requests, so that the vendor's prompt cache holds when the mode changes.
 */
export function modeUntold(messages: readonly Message[], mode: PermissionMode): readonly TextPart[] {
  const isTold = (lastTold(messages) === "plan") === (mode === "plan");
  return isTold ? [] : [{ type: "text", text: modeText(mode) }];
}

function lastTold(messages: readonly Message[]): PermissionMode | undefined {
  for (const { parts } of messages.toReversed()) {
    const told = parts.toReversed().map(toldBy).find((mode) => mode !== undefined);
    if (told !== undefined) return told;
  }
  return undefined;
}

/** A part of its own, or the answer to a plan. */
function toldBy(part: Part): PermissionMode | undefined {
  const texts = part.type === "tool-result" && part.name === planTool.name ? part.content : [part];
  const text = texts.findLast((one) => one.type === "text")?.text;
  return text === undefined ? undefined : permissionModes.find((mode) => text.endsWith(modeText(mode)));
}
