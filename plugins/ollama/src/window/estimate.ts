import { listOr, stringOr, type JsonObject } from "@ainative-code/provider-kit";

/** Tokens of a prompt that nobody has counted. */
export interface Estimate {
  /** A little more than it will be for most texts and models. */
  readonly likely: number;
  /**
   * No more than it will be, but for unusual texts: the messages' words only, because templates shorten tools and leave old
   * thinking out, and not every server counts images.
   */
  readonly least: number;
}

/**
 * Bytes of UTF-8 for one token. Source code and JSON come to 3 to 4, English prose to 4 to 4.7, Chinese to about 4 with
 * the vocabularies of 100,000 tokens and more that current models have.
 */
const bytesPerToken = { likely: 3.5, least: 4.7 };

/** Marks of the role and the turn around a message. */
const tokensPerMessage = 6;

/** Tokens of one image: from 256 (Gemma 3) to some thousands (Qwen VL, large pictures). */
const tokensPerImage = 1500;

/** Estimates a prompt by the messages and tools as they are sent. */
export function estimateOf(messages: readonly JsonObject[], tools: readonly JsonObject[]): Estimate {
  let plain = 0;
  let extra = tools.length === 0 ? 0 : bytesOf(tools);
  let images = 0;
  for (const message of messages) {
    plain += textBytes(message["content"]);
    extra += textBytes(message["thinking"]);
    if (message["tool_calls"] !== undefined) extra += bytesOf(message["tool_calls"]);
    images += listOr(message["images"]).length;
  }
  const frame = messages.length * tokensPerMessage;
  return {
    likely: Math.ceil((plain + extra) / bytesPerToken.likely) + frame + images * tokensPerImage,
    least: Math.floor(plain / bytesPerToken.least),
  };
}

function textBytes(value: unknown): number {
  return Buffer.byteLength(stringOr(value) ?? "");
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
