import { createHash } from "node:crypto";
import type { Message, ProviderRequest } from "@ainative-code/sdk";
import { canonicalJson } from "../audit/canonical-json.ts";

/** Whom a request is made to. */
export interface Asked {
  readonly provider: string;
  /** The settings of its plugin, without secrets: another address or wire format may give another answer. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Another way to make keys, or to keep answers, needs another number. */
const version = 1;

/**
 * The SHA-256 of all that decides an answer, in hexadecimal: whom, what and how is asked, byte for byte. Left out is what
 * is new with every run and does not reach the model: ids of messages and of the session, times, costs.
 */
export function requestKey({ provider, settings }: Asked, request: ProviderRequest): string {
  const { signal: _signal, cacheKey: _cacheKey, messages, ...asked } = request;
  const text = canonicalJson({ version, provider, settings, ...asked, messages: messages.map(said) });
  return createHash("sha256").update(text).digest("hex");
}

/** What vendors get to see of a message; an answer's origin decides whether its native data goes back. */
function said(message: Message): object {
  const { role, parts } = message;
  if (message.role !== "assistant") return { role, parts };
  const { origin, stop, native } = message;
  return { role, parts, native, stop: stop.reason, origin: [origin.provider, origin.api, origin.model] };
}
