import type { AskAnswer } from "../../core/permissions/ask.ts";
import type { Reply } from "./reply.ts";

/**
 * The answer to a question for permission. Whatever does not plainly allow is a refusal, and so is an input that was
 * changed: what was asked about is what runs. `asked` is the input of the call as JSON.
 */
export function permissionReply({ isSuccess, said, error }: Reply, asked: string): AskAnswer {
  const scope = said["scope"] ?? "once";
  if (isSuccess && said["behavior"] === "allow" && (scope === "once" || scope === "session" || scope === "always")) {
    const input = said["updatedInput"];
    if (input === undefined || JSON.stringify(input) === asked) return { answer: scope };
    return { answer: "deny", reason: "The input was to be changed, which can't be done." };
  }
  const reason = said["message"] ?? error;
  return { answer: "deny", ...(typeof reason === "string" && reason !== "" ? { reason } : {}) };
}
