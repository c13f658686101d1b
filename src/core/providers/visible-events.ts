import type { StreamEvent } from "@ainative-code/sdk";

const visible: ReadonlySet<StreamEvent["type"]> = new Set(["text-delta", "thinking-delta", "tool-start", "tool-end", "part"]);

/** True for what a person sees of an answer: from the first one on, the answer stands as it is. */
export function isVisible({ type }: StreamEvent): boolean {
  return visible.has(type);
}
