import { ask, userMessage } from "../ask.ts";
import { failureVerdict } from "../failure-verdict.ts";
import type { Probe } from "../probe.ts";

/** About 14 tokens each: together more than the 4,096 from which the most demanding vendors keep a prompt. */
const lines = 340;

export const promptCacheProbe: Probe = {
  name: "cache",
  requests: 2,
  async run(context) {
    const system = [longPrefix()];
    const cacheKey = context.newId();
    const once = async (): ReturnType<typeof ask> =>
      ask(context, { system, cacheKey, messages: [userMessage(context, "Answer with the one word: ready")] });
    const first = await once();
    if (first.error !== undefined) return failureVerdict(first) ?? { works: "unknown", seen: "" };
    const second = await once();
    if (second.error !== undefined) return failureVerdict(second) ?? { works: "unknown", seen: "" };
    const { cacheRead = 0, total = 0 } = second.usage?.input ?? {};
    if (cacheRead > 0) {
      return { works: "yes", seen: `${cacheRead} of ${total} tokens of a repeated prompt were read from the cache` };
    }
    if (second.usage === undefined) return { works: "unknown", seen: "tokens are not told" };
    const written =
      (first.usage?.input.cacheWrite ?? 0) > 0 ? "written to the cache and not read from it" : "not told to be read from a cache";
    return { works: "unknown", seen: `${total} tokens, the second time too, were ${written}` };
  },
};

function longPrefix(): string {
  const line = (_: unknown, index: number): string => `Line ${index + 1}: the heron counts ${(index * 37) % 101} reeds.`;
  return Array.from({ length: lines }, line).join("\n");
}
