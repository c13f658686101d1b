import type { Ask } from "../permissions/ask.ts";
import type { UserHooks } from "./user-hooks.ts";

/** Lets the user's hooks answer a question for permission before a person is asked, and tells them that one is. */
export function hookedAsk(ask: Ask | undefined, hooks: UserHooks, sessionId: string): Ask {
  return async (call, question, signal) => {
    const moment = {
      sessionId,
      subject: call.name,
      signal,
      fields: { tool_name: call.name, tool_input: call.input, tool_use_id: call.id },
    };
    const { block, permission } = await hooks.fire("PermissionRequest", moment);
    if (block !== undefined) return { answer: "deny", reason: block };
    if (permission === "allow") return { answer: "once" };
    if (ask === undefined) return { answer: "nobody" };
    const kind = "permission_prompt";
    // It only looks on: the person is not kept waiting for it.
    void hooks.fire("Notification", {
      sessionId,
      subject: kind,
      signal,
      fields: { notification_type: kind, message: `Permission is needed for ${call.name}.` },
    });
    return ask(call, question, signal);
  };
}
