import { enteredForm } from "../../app/mcp/elicited-form.ts";
import type { Elicit } from "../../app/mcp/serve-questions.ts";
import type { Reply } from "./reply.ts";

type Question = Parameters<Elicit>[1];
type Answer = Awaited<ReturnType<Elicit>>;

/**
 * The answer to what a server asks, and why it is declined where it does not fit the form. Whatever does not plainly
 * accept declines.
 */
export function elicitationReply(
  { isSuccess, said }: Reply,
  question: Question,
): { readonly answer: Answer; readonly why?: string } {
  const action = isSuccess ? said["action"] : "decline";
  if (action === "cancel") return { answer: { action } };
  if (action !== "accept") return { answer: { action: "decline" } };
  if (question.mode === "url") return { answer: { action } };
  const entered = enteredForm(question.fields, said["content"] ?? {});
  if ("why" in entered) return { answer: { action: "decline" }, why: entered.why };
  return { answer: { action, content: entered.content } };
}
