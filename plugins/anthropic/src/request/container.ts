import type { ProviderRequest } from "@ainative-code/sdk";
import { filled, objectOr, type JsonObject } from "@ainative-code/provider-kit";
import { messagesApi } from "./messages.ts";

/** The container the vendor's own tools worked in, so that they find their files again; nothing where it has expired. */
export function containerOf({ messages, model }: ProviderRequest, provider: string, now: number): JsonObject {
  const last = messages.findLast((message) => message.role === "assistant");
  if (last === undefined || last.origin.provider !== provider || last.origin.api !== messagesApi) return {};
  const container = objectOr(last.native?.["container"]);
  const id = filled(container?.["id"]);
  const expires = Date.parse(filled(container?.["expires_at"]) ?? "");
  return id === undefined || last.origin.model !== model || expires <= now ? {} : { container: id };
}
