import type { Stop, StopReason } from "@ainative-code/sdk";
import { filled, objectOr, type JsonObject } from "../json.ts";
import { blockedCategories } from "./blocked-categories.ts";

const incomplete: Readonly<Record<string, StopReason>> = {
  max_output_tokens: "length",
  max_messages: "length",
  content_filter: "content-filter",
};

/** Why a response that did not fail ended. */
export function responsesStopOf(response: JsonObject, answer: { readonly calls: boolean; readonly refused: boolean }): Stop {
  const status = filled(response["status"]) ?? "completed";
  if (status === "incomplete") {
    const raw = filled(objectOr(response["incomplete_details"])?.["reason"]) ?? status;
    const categories = blockedCategories(response);
    return { reason: incomplete[raw] ?? "other", raw, ...(categories.length === 0 ? {} : { detail: { categories } }) };
  }
  if (status === "cancelled") return { reason: "aborted", raw: status };
  if (answer.calls) return { reason: "tool-calls", raw: status };
  return { reason: answer.refused ? "refusal" : "stop", raw: status };
}
