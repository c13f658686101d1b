import type { Part, ToolMessage, ToolResultPart } from "@ainative-code/sdk";
import type { DocumentNames } from "./document-names.ts";
import { documentBlockOf, imageBlockOf, withText } from "./media.ts";
import type { Rules } from "./rules.ts";
import type { WireContent, WireToolResult } from "./wire-blocks.ts";

/** The blocks of a user's parts; texts of nothing but white space are refused by the vendor and left out. */
export function userBlocksOf(parts: readonly Part[], rules: Rules, names: DocumentNames): readonly WireContent[] {
  const blocks = parts.flatMap((part): readonly WireContent[] => {
    if (part.type === "text") return part.text.trim() === "" ? [] : [{ text: part.text }];
    if (part.type === "image") return [imageBlockOf(part, rules)];
    return part.type === "file" ? [documentBlockOf(part, rules, names)] : [];
  });
  return withText(blocks);
}

/**
 * The results of one step: all of them first, then what does not go into them: images and documents of failed calls, and
 * those for models that take only text there.
 */
export function resultBlocksOf(
  { parts }: ToolMessage,
  rules: Rules,
  names: DocumentNames,
): readonly (WireToolResult | WireContent)[] {
  const results = parts.filter((part) => part.type === "tool-result");
  const blocks = results.map((result) => resultBlockOf(result, rules, names));
  return [...blocks, ...results.flatMap((result) => leftoversOf(result, rules, names))];
}

function resultBlockOf(result: ToolResultPart, rules: Rules, names: DocumentNames): WireToolResult {
  const isError = result.status !== "ok";
  const parts = takesMedia(result, rules) ? result.content : result.content.filter(({ type }) => type === "text");
  const blocks = userBlocksOf(parts, rules, names);
  const lead = isError && !rules.resultStatus ? [{ text: "The call failed." }] : [];
  const content = blocks.length > 0 ? [...lead, ...blocks] : [{ text: isError ? "(failed without output)" : "(no output)" }];
  const status = isError && rules.resultStatus ? { status: "error" as const } : {};
  return { toolResult: { toolUseId: result.callId, content, ...status } };
}

function leftoversOf(result: ToolResultPart, rules: Rules, names: DocumentNames): readonly WireContent[] {
  if (takesMedia(result, rules)) return [];
  const others = result.content.filter(({ type }) => type !== "text");
  if (others.length === 0) return [];
  const lead = `From the ${result.status === "ok" ? "" : "failed "}call of ${result.name}:`;
  return [{ text: lead }, ...userBlocksOf(others, rules, names)];
}

function takesMedia({ status }: ToolResultPart, { imagesInResults }: Rules): boolean {
  return status === "ok" && imagesInResults;
}
