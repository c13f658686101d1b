import type { JsonObject } from "@ainative-code/provider-kit";
import type { Settings } from "../settings.ts";
import type { WireMessage } from "./wire-message.ts";

/** The parts of a prompt in the order in which the vendor caches them. */
export interface Prompt {
  readonly tools: readonly JsonObject[];
  readonly system: readonly JsonObject[];
  readonly messages: readonly WireMessage[];
}

/**
 * Marks up to which block the prompt is to be kept: the end of the tools, of the system prompt, and of the last two
 * messages of the user, so that the request before this one is found again. Four marks are the most the vendor takes.
 */
export function withCacheMarks({ tools, system, messages }: Prompt, lifetime: Settings["cache"]): Prompt {
  if (lifetime === "off") return { tools, system, messages };
  const mark = { cache_control: { type: "ephemeral", ...(lifetime === "1h" ? { ttl: lifetime } : {}) } };
  const users = messages.flatMap(({ role }, index) => (role === "user" ? [index] : []));
  const marked = new Set(users.slice(-2));
  return {
    tools: atEnd(tools, mark),
    system: atEnd(system, mark),
    messages: messages.map((message, index) =>
      marked.has(index) ? { ...message, content: atEnd(message.content, mark) } : message,
    ),
  };
}

function atEnd(blocks: readonly JsonObject[], mark: JsonObject): readonly JsonObject[] {
  return blocks.map((block, index) => (index === blocks.length - 1 ? { ...block, ...mark } : block));
}
