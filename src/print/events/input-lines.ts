import type { JsonSchema } from "@ainative-code/sdk";
import { permissionModes } from "../../app/permission-modes.ts";
import { anything, flag, kind, list, oneOf, open, text } from "./shape.ts";

const content = oneOf(text, list(oneOf(open({ type: kind("text"), text }), open({ type: kind("image") }))));

function control(members: Readonly<Record<string, JsonSchema>>, description: string): JsonSchema {
  return open({ type: kind("control_request"), request_id: text, request: open(members) }, description);
}

const answers = oneOf(
  open({ behavior: kind("allow"), "scope?": { enum: ["once", "session", "always"] } }),
  open({ behavior: kind("deny"), "message?": text }),
  open({ action: kind("accept"), "content?": anything }),
  open({ action: { enum: ["decline", "cancel"] } }),
);

/** Every line that `--input-format stream-json` takes, by name. Members beside these are passed over. */
export const inputLines: Readonly<Record<string, JsonSchema>> = {
  user: open(
    { type: kind("user"), message: open({ content }), "steer?": flag },
    "A prompt. With `steer`, a word to the turn that runs, before its next request.",
  ),
  interrupt: control({ subtype: kind("interrupt") }, "Ends the turn that runs."),
  stop_task: control(
    { subtype: kind("stop_task"), tool_use_id: text },
    "Ends one sub-agent, by the id of the call that has started it; the turn goes on.",
  ),
  set_model: control({ subtype: kind("set_model"), model: text }, "From the next request on."),
  set_permission_mode: control(
    { subtype: kind("set_permission_mode"), mode: { enum: permissionModes } },
    "From the next call on.",
  ),
  control_response: open(
    { type: kind("control_response"), response: open({ subtype: kind("success"), request_id: text, response: answers }) },
    "The answer to a question: `behavior` to one for permission, `action` to one of an MCP server.",
  ),
};
