import type { FinishEvent, StreamEvent, Usage, UsageEvent } from "@ainative-code/sdk";

/** Tokens: ten times the largest window that any vendor sells. More than that no answer takes. */
const maxTokens = 100_000_000;

/** US dollars: twenty times what the largest window and the longest answer of the dearest model cost. */
const maxUsd = 1000;

/**
 * What is believed of a usage that the other side reported. Counts that can't be are as good as none, so that they are
 * guessed: one below nothing would give back money that is spent. Money that can't be is left out, and the tokens count.
 */
export function soundUsage(usage: Usage): Usage | undefined {
  const { input, output } = usage;
  const counts = [
    input.total,
    input.fresh,
    input.cacheRead,
    input.cacheWrite,
    input.cacheWrite1h,
    output.total,
    output.text,
    output.thinking,
  ];
  if (!counts.every((count) => count === undefined || isTokens(count))) return undefined;
  if (input.cacheRead + input.cacheWrite > input.total) return undefined;
  if (usage.reportedUsd === undefined || isMoney(usage.reportedUsd)) return usage;
  const { reportedUsd: _, ...rest } = usage;
  return rest;
}

/** A stream with only such usage as can be; the end says where there was another. */
export async function* withSoundUsage(events: AsyncIterable<StreamEvent>): AsyncGenerator<StreamEvent, void> {
  let doubted = false;
  const believed = ({ usage }: UsageEvent | FinishEvent): Usage | undefined => {
    const sound = usage === undefined ? undefined : soundUsage(usage);
    doubted ||= sound !== usage;
    return sound;
  };
  for await (const event of events) {
    if (event.type === "usage") {
      const usage = believed(event);
      if (usage !== undefined) yield usage === event.usage ? event : { ...event, usage };
    } else if (event.type === "finish") {
      const usage = believed(event);
      yield doubted ? corrected(event, usage) : event;
    } else yield event;
  }
}

/** Of tokens; also of a step that a vendor lists by itself. */
export function isTokens(count: unknown): count is number {
  return typeof count === "number" && Number.isSafeInteger(count) && count >= 0 && count <= maxTokens;
}

function isMoney(usd: number): boolean {
  return usd >= 0 && usd <= maxUsd;
}

function corrected(event: FinishEvent, sound: Usage | undefined): FinishEvent {
  const { usage: _, ...rest } = event;
  return { ...rest, warnings: [...(event.warnings ?? []), warning], ...(sound === undefined ? {} : { usage: sound }) };
}

const warning = "The tokens or the cost that the server reported can't be: they are not believed.";
