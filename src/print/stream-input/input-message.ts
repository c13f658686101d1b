import type { ImagePart, Part } from "@ainative-code/sdk";
import { permissionModes } from "../../app/permission-modes.ts";
import { isFields, readReply, shownJson, type Fields, type Reply } from "./reply.ts";

type Mode = (typeof permissionModes)[number];

/** What a program may say on a line of `--input-format stream-json`. */
export type InputMessage =
  | { readonly kind: "prompt"; readonly text: string; readonly attachments: readonly Part[]; readonly steer: boolean }
  | { readonly kind: "control"; readonly requestId: string; readonly request: ControlRequest }
  | { readonly kind: "answer"; readonly reply: Reply };

export type ControlRequest =
  | { readonly subtype: "interrupt" }
  | { readonly subtype: "stop_task"; readonly callId: string }
  | { readonly subtype: "set_model"; readonly model: string }
  | { readonly subtype: "set_permission_mode"; readonly mode: Mode }
  /** Asked for what there is not. */
  | { readonly subtype: "unknown"; readonly why: string };

/** Reads one line. A sentence where it can't be read. */
export function inputMessage(line: string): InputMessage | string {
  const value = parsed(line);
  if (value === undefined) return "it is no JSON object";
  switch (value["type"]) {
    case "user":
      return prompt(value);
    case "control_request":
      return control(value);
    case "control_response":
      return answer(value);
    default:
      return `its type is ${shownJson(value["type"])}, and not "user", "control_request" or "control_response"`;
  }
}

function prompt(value: Fields): InputMessage | string {
  const content = isFields(value["message"]) ? value["message"]["content"] : undefined;
  const blocks: readonly unknown[] = Array.isArray(content) ? content : [{ type: "text", text: content }];
  const parts = blocks.map(partOf);
  const wrong = parts.findIndex((part) => part === undefined);
  if (wrong !== -1) {
    return Array.isArray(content)
      ? `message.content[${String(wrong)}] is neither a text nor an image`
      : "it has no message.content";
  }
  const texts = parts.flatMap((part) => (part?.type === "text" ? [part.text] : []));
  const text = texts.join("\n\n").trim();
  if (text === "") return "its text is empty";
  const attachments = parts.filter((part) => part !== undefined && part.type !== "text");
  return {
    kind: "prompt",
    text,
    attachments: attachments.flatMap((part) => (part === undefined ? [] : [part])),
    steer: value["steer"] === true,
  };
}

/** `{"type": "image", "mediaType", "data"}` as events tell it, or with a `source` of `media_type` and `data`. */
function partOf(block: unknown): { readonly type: "text"; readonly text: string } | ImagePart | undefined {
  if (!isFields(block)) return undefined;
  const { type, text } = { type: block["type"], text: block["text"] };
  if (type === "text" && typeof text === "string") return { type, text };
  if (type !== "image") return undefined;
  const source = isFields(block["source"]) ? block["source"] : block;
  const [mediaType, data] = [source["media_type"] ?? source["mediaType"], source["data"]];
  return typeof mediaType === "string" && typeof data === "string" ? { type, mediaType, data } : undefined;
}

function control(value: Fields): InputMessage | string {
  const { request_id: requestId, request } = { request_id: value["request_id"], request: value["request"] };
  if (typeof requestId !== "string" || !isFields(request)) return "it has no request_id, or no request";
  return { kind: "control", requestId, request: controlRequest(request) };
}

function controlRequest(request: Fields): ControlRequest {
  const { subtype, model, mode } = { subtype: request["subtype"], model: request["model"], mode: request["mode"] };
  if (subtype === "interrupt") return { subtype };
  const callId = request["tool_use_id"];
  if (subtype === "stop_task") {
    return typeof callId === "string" ? { subtype, callId } : { subtype: "unknown", why: "stop_task needs a tool_use_id." };
  }
  if (subtype === "set_model") {
    return typeof model === "string"
      ? { subtype, model }
      : { subtype: "unknown", why: "set_model needs a model, as PROVIDER/MODEL." };
  }
  if (subtype === "set_permission_mode") {
    const known = permissionModes.find((one) => one === mode);
    return known === undefined
      ? { subtype: "unknown", why: `set_permission_mode needs a mode: ${permissionModes.join(", ")}.` }
      : { subtype, mode: known };
  }
  return { subtype: "unknown", why: `There is no control request ${shownJson(subtype)}.` };
}

function answer(value: Fields): InputMessage | string {
  const reply = readReply(value);
  return typeof reply === "string" ? reply : { kind: "answer", reply };
}

function parsed(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
