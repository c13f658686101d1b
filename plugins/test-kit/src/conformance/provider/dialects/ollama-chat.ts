import type { Dialect } from "../dialect.ts";
import { listAt, look, textAt } from "./look.ts";

/** Ollama's own chat API, `/api/chat`: one JSON object a line. */
export const ollamaChat: Dialect = {
  payloads: (body) =>
    body
      .replaceAll(/\r\n?/g, "\n")
      .split("\n")
      .slice(0, -1)
      .filter((line) => line.trim() !== "")
      .map(parsed),
  isComplete: (payloads) => payloads.some((line) => look(line, "done") === true),
  isFailed: (payloads) => payloads.some((line) => !isFields(line) || (look(line, "error") ?? null) !== null),
  text: (payloads) => payloads.map((line) => textAt(line, "message", "content")).join(""),
  blocks: (payloads) => {
    const joined = (field: string): string => payloads.map((line) => textAt(line, "message", field)).join("");
    const calls = payloads.flatMap((line) => listAt(line, "message", "tool_calls")).map(sentCall);
    const [content, thinking] = [joined("content"), joined("thinking")];
    return content === "" && thinking === "" && calls.length === 0 ? [] : [{ content, thinking, calls }];
  },
  sentBlocks: (body) =>
    listAt(body, "messages")
      .filter((message) => look(message, "role") === "assistant")
      .map((message) => ({
        content: textAt(message, "content"),
        thinking: textAt(message, "thinking"),
        calls: listAt(message, "tool_calls"),
      })),
};

/** Requests take arguments as an object only, whatever they came as. */
function sentCall(call: unknown): unknown {
  const given = look(call, "function", "arguments");
  const written = typeof given === "string" ? parsed(given) : given;
  const fields = look(call, "function");
  const named = { ...(isFields(fields) ? fields : {}), arguments: isFields(written) ? written : {} };
  return { ...(isFields(call) ? call : {}), function: named };
}

function isFields(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
