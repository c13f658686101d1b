import type { Gatekeeper } from "../permissions/gatekeeper.ts";
import type { Origin } from "../permissions/question.ts";

/** The same gate for a sub-agent: whoever is asked learns who wants it, and a narrower mode holds. */
export function gateFor(gatekeeper: Pick<Gatekeeper, "permit">, origin: Origin): Pick<Gatekeeper, "permit"> {
  return { permit: async (call, question, signal) => gatekeeper.permit(call, { ...question, origin }, signal) };
}
