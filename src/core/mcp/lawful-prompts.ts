import { isRecord } from "../config/is-record.ts";
import { cleanText } from "./clean-text.ts";
import type { ServerPrompt } from "./server-facts.ts";

/** Of one server. */
const mostPrompts = 500;

/** What a server says of its prompts, bounded and cleaned; those without a usable name are left out. */
export function lawfulPrompts(offered: readonly unknown[]): readonly ServerPrompt[] {
  return offered.slice(0, mostPrompts).flatMap((one) => {
    const name = isRecord(one) ? one["name"] : undefined;
    if (!isRecord(one) || typeof name !== "string" || !/^[^\s\p{Cc}]{1,128}$/u.test(name)) return [];
    const given = Array.isArray(one["arguments"]) ? one["arguments"] : [];
    return [{ name, description: cleanText(one["description"] ?? one["title"], 500), arguments: given.flatMap(argumentOf) }];
  });
}

function argumentOf(one: unknown): ServerPrompt["arguments"] {
  const name = isRecord(one) ? cleanText(one["name"], 100) : "";
  return name === "" ? [] : [{ name, required: isRecord(one) && one["required"] === true }];
}
