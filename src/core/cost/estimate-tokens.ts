import type { AssistantMessage, Message, Part, ProviderRequest } from "@ainative-code/sdk";

/**
 * Characters of a token. The vendors' rule of thumb is 4 for English; code and most other languages take fewer, and an
 * estimate that is to protect a budget had better be too high.
 */
const charsPerToken = 3;

/** Tokens of an image: of one of about a megapixel, the most that vendors make of any without being asked for more. */
const imageTokens = 1600;

/** Bytes of a file that make a token. A guess: a page of PDF takes 1,500 to 3,000 tokens and 50 to 150 KB. */
const fileBytesPerToken = 40;

/** No vendor keeps what it was sent for a shorter time, where it keeps it at all. Milliseconds. */
const cacheLifeMs = 300_000;

/** The input of a request that is still to be made, in tokens. */
export interface EstimatedInput {
  /** Billed at the full rate, or for being written to the cache. */
  readonly fresh: number;
  /** Likely to be read from the cache. */
  readonly cached: number;
}

/**
 * From what the last answer of the conversation was reported to take, and the length of what came after it; from the
 * length of everything where nothing was reported. `now` is in milliseconds since the epoch.
 */
export function estimateInput(
  { system, messages, tools }: Pick<ProviderRequest, "system" | "messages" | "tools">,
  now: number,
): EstimatedInput {
  const at = messages.findLastIndex((message) => message.role === "assistant" && message.usage !== undefined);
  const since = tokensOfParts(messages.slice(at + 1).flatMap(({ parts }) => parts));
  const last = messages[at];
  if (last?.role === "assistant" && last.usage !== undefined) return after(last, last.usage, since, now);
  return { fresh: tokensOfText([...system, JSON.stringify(tools)].join("")) + since, cached: 0 };
}

/** By their length alone, whatever was reported. */
export function tokensOfMessages(messages: readonly Message[]): number {
  return tokensOfParts(messages.flatMap(({ parts }) => parts));
}

function after(
  last: AssistantMessage,
  { input, output }: NonNullable<AssistantMessage["usage"]>,
  since: number,
  now: number,
): EstimatedInput {
  const caches = input.cacheRead + input.cacheWrite > 0 && now - Date.parse(last.createdAt) < cacheLifeMs;
  const rest = output.total + since;
  return caches
    ? { fresh: input.fresh + rest, cached: input.cacheRead + input.cacheWrite }
    : { fresh: input.total + rest, cached: 0 };
}

function tokensOfText(text: string): number {
  return tokensOfChars(text.length);
}

export function tokensOfChars(chars: number): number {
  return Math.ceil(chars / charsPerToken);
}

function tokensOfParts(parts: Message["parts"]): number {
  return parts.reduce((sum, part) => sum + tokensOfPart(part), 0);
}

function tokensOfPart(part: Part): number {
  switch (part.type) {
    case "text":
    case "thinking":
      return tokensOfText(part.text);
    case "image":
      return imageTokens;
    case "file":
      return Math.ceil((part.data?.length ?? 0) / fileBytesPerToken);
    case "tool-result":
      return tokensOfParts(part.content);
    default:
      return tokensOfText(JSON.stringify(part));
  }
}
