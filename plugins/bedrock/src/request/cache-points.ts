import type { JsonObject } from "@ainative-code/provider-kit";
import type { Settings } from "../settings.ts";
import type { Rules } from "./rules.ts";
import type { WireCachePoint } from "./wire-blocks.ts";
import type { WireMessage } from "./wire-message.ts";

/** The parts of a prompt in the order in which the vendor caches them. */
export interface Prompt {
  readonly tools: readonly JsonObject[];
  readonly system: readonly JsonObject[];
  readonly messages: readonly WireMessage[];
}

/**
 * Puts a cache point behind the tools, the system prompt and the last two messages of the user, so that the request before
 * this one is found again. Four are the most the vendor takes.
 */
export function withCachePoints(prompt: Prompt, lifetime: Settings["cache"], rules: Rules): Prompt {
  if (lifetime === "off" || !rules.cache) return prompt;
  const isHour = lifetime === "1h" && rules.cacheHour;
  const point: WireCachePoint = { cachePoint: { type: "default", ...(isHour ? { ttl: "1h" } : {}) } };
  const behind = (blocks: readonly JsonObject[]): readonly JsonObject[] => (blocks.length === 0 ? blocks : [...blocks, point]);
  const users = prompt.messages.flatMap(({ role }, index) => (role === "user" ? [index] : []));
  const marked = new Set(users.slice(-2));
  return {
    tools: rules.cacheTools ? behind(prompt.tools) : prompt.tools,
    system: behind(prompt.system),
    messages: prompt.messages.map((message, index) =>
      marked.has(index) ? { ...message, content: behind(message.content) } : message,
    ),
  };
}
