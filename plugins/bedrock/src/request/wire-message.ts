import type { JsonObject } from "@ainative-code/provider-kit";

/** A message as it is sent. */
export interface WireMessage {
  readonly role: "user" | "assistant";
  readonly content: readonly JsonObject[];
}
