import type { JsonObject } from "@ainative-code/provider-kit";

/** A message as it is sent: blocks always, never a bare string. */
export interface WireMessage {
  readonly role: "user" | "assistant" | "system";
  readonly content: readonly JsonObject[];
}
