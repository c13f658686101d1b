import type { ErrorCode } from "@ainative-code/sdk";
import type { VendorError } from "@ainative-code/provider-kit";

/** Ollama has no codes, only words. The first that matches counts. */
const byWords: readonly (readonly [RegExp, ErrorCode])[] = [
  [/exceed(s|ed) (the )?(available |max(imum)? |model's maximum )?context|input length .*exceeds/i, "context-overflow"],
  [/prompt (is )?(too long|longer than the context)/i, "context-overflow"],
  [/model .*not found|no such model|try pulling it/i, "unknown-model"],
  [/does not support|only supports one image|missing data required for image|invalid think value/i, "unsupported"],
  [/this server cannot run this remote model|remote (inference|models?) .*disabled/i, "forbidden"],
  [/server busy|maximum pending requests/i, "overloaded"],
  [/^unauthorized|not (currently )?signed in/i, "auth"],
];

/** What an error means, from its words; `undefined` where the HTTP status says as much. */
export function classifyOllamaError({ message = "" }: VendorError, status: number | undefined): ErrorCode | undefined {
  if (status === 429 || status === 401) return undefined;
  return byWords.find(([words]) => words.test(message))?.[1];
}

/** Words of a failure that the next attempt meets again: the machine is too small for the model. */
export function isTooLarge(message: string): boolean {
  return /requires more (system )?memory|out of memory|unable to allocate|not enough memory/i.test(message);
}
