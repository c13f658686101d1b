import type { ProviderRequest, ToolChoice, ToolDeclaration } from "@ainative-code/sdk";
import { filled, objectOr, type JsonObject } from "@ainative-code/provider-kit";
import type { WireToolChoice, WireToolSpec } from "./wire-blocks.ts";
import type { WireMessage } from "./wire-message.ts";

/** Names are held to the vendor's pattern, because those of another vendor's answers may not be. */
export function toolNameOf(name: string): string {
  const plain = name.replaceAll(/[^\w-]/g, "_").slice(0, 64);
  return plain === "" ? "unnamed" : plain;
}

/**
 * The tools as the model is told about them. Where the conversation has calls, their tools must be declared: one that is
 * gone is declared as such.
 */
export function toolSpecsOf(tools: readonly ToolDeclaration[], messages: readonly WireMessage[]): readonly WireToolSpec[] {
  if (tools.length > 0) {
    return tools.map(({ name, description, input }) => specOf(toolNameOf(name), description, { type: "object", ...input }));
  }
  return calledIn(messages).map((name) => specOf(name, "No longer there: do not call it.", { type: "object", properties: {} }));
}

function specOf(name: string, description: string, schema: JsonObject): WireToolSpec {
  return { toolSpec: { name, ...(description === "" ? {} : { description }), inputSchema: { json: schema } } };
}

function calledIn(messages: readonly WireMessage[]): readonly string[] {
  const names = messages.flatMap(({ content }) => content.flatMap((block) => filled(objectOr(block["toolUse"])?.["name"]) ?? []));
  return [...new Set(names)];
}

/** Whether a choice leaves the model no other way than to call. */
export function isForced({ toolChoice, tools }: Pick<ProviderRequest, "toolChoice" | "tools">): boolean {
  return tools.length > 0 && toolChoice !== undefined && toolChoice !== "auto" && toolChoice !== "none";
}

/** The vendor has no way to forbid tools: `none` is as good as no choice. */
export function toolChoiceOf(choice: ToolChoice | undefined): WireToolChoice | undefined {
  if (choice === undefined || choice === "none") return undefined;
  if (typeof choice !== "string") return { tool: { name: toolNameOf(choice.tool) } };
  return choice === "required" ? { any: {} } : { auto: {} };
}
