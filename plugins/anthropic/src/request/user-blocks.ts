import type { Part, ToolMessage, ToolResultPart } from "@ainative-code/sdk";
import type { JsonObject } from "@ainative-code/provider-kit";
import { documentBlockOf, imageBlockOf } from "./media.ts";

/** The blocks of a user's parts; texts of nothing but white space are refused by the vendor and left out. */
export function userBlocksOf(parts: readonly Part[]): readonly JsonObject[] {
  return parts.flatMap((part): readonly JsonObject[] => {
    if (part.type === "text") return part.text.trim() === "" ? [] : [{ type: "text", text: part.text }];
    if (part.type === "image") return [imageBlockOf(part)];
    return part.type === "file" ? [documentBlockOf(part)] : [];
  });
}

/** The results of one step: all of them first, then what does not go into a failed result, which takes text only. */
export function resultBlocksOf({ parts }: ToolMessage): readonly JsonObject[] {
  const results = parts.filter((part) => part.type === "tool-result");
  return [...results.map(resultBlockOf), ...results.flatMap(leftoversOf)];
}

function resultBlockOf(result: ToolResultPart): JsonObject {
  const isError = result.status !== "ok";
  const blocks = userBlocksOf(isError ? textsOf(result) : result.content);
  const content = blocks.some(({ type }) => type !== "text") ? blocks : textOf(result);
  return { type: "tool_result", tool_use_id: result.callId, content, ...(isError ? { is_error: true } : {}) };
}

function textOf(result: ToolResultPart): string {
  const text = textsOf(result)
    .map((part) => part.text)
    .join("\n");
  if (text.trim() !== "") return text;
  return result.status === "ok" ? "(no output)" : "(failed without output)";
}

function textsOf({ content }: ToolResultPart): readonly (ToolResultPart["content"][number] & { readonly type: "text" })[] {
  return content.filter((part) => part.type === "text");
}

function leftoversOf({ status, name, content }: ToolResultPart): readonly JsonObject[] {
  const others = status === "ok" ? [] : userBlocksOf(content.filter((part) => part.type !== "text"));
  return others.length === 0 ? [] : [{ type: "text", text: `From the failed call of ${name}:` }, ...others];
}
