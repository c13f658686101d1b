import type { ServerResponse } from "node:http";
import type { FakeBody, FakeMessage, FakeModel } from "./fake-model.ts";
import { json, modelNamed, type FakeState } from "./fake-state.ts";

/** Answers a chat request as Ollama does: checks, loads the model where its window differs, counts, streams. */
export function answerChat(state: FakeState, body: FakeBody, response: ServerResponse): void {
  state.chats.push(body);
  const model = modelNamed(state, body.model);
  if (model === undefined) return json(response, 404, { error: `model '${body.model}' not found` });
  const fault = faultOf(model, body);
  if (fault !== undefined) return json(response, 400, { error: fault });
  const window = load(state, model, body);
  const { tokens, overflow } = count(state, body, window);
  if (overflow !== undefined) return json(response, 400, { error: overflow });
  stream(model, body, tokens, response);
}

function faultOf(model: FakeModel, { tools = [], think }: FakeBody): string | undefined {
  const { name, capabilities = ["completion", "tools"] } = model;
  const lacks = (capability: string): boolean => !capabilities.includes(capability);
  if (think !== undefined && think !== false && lacks("thinking")) return `"${name}" does not support thinking`;
  if (lacks("completion")) return `"${name}" does not support chat`;
  return tools.length > 0 && lacks("tools") ? `registry.ollama.ai/library/${name} does not support tools` : undefined;
}

/** The window the model has now; another one, or another `shift`, loads it anew. */
function load(state: FakeState, { name, contextLength = 131_072 }: FakeModel, { options, shift = true }: FakeBody): number {
  const asked = Number(options["num_ctx"] ?? 4096);
  const window = Math.min(asked, contextLength, state.options.mostContext ?? asked);
  const loaded = state.loaded.get(name);
  if (loaded?.window !== window || loaded.shift !== shift) state.loads.push(window);
  state.loaded.set(name, { window, shift });
  return window;
}

function count(state: FakeState, body: FakeBody, window: number): { readonly tokens: number; readonly overflow?: string } {
  const { dropsSilently = false, bytesPerToken = 4 } = state.options;
  const size = (messages: readonly FakeMessage[]): number =>
    Math.ceil(Buffer.byteLength(messages.map(({ content }) => content).join("")) / bytesPerToken);
  const tokens = size(body.messages);
  if (tokens <= window) return { tokens };
  if (dropsSilently) return { tokens: Math.min(window / 2, size(body.messages.slice(-1))) };
  const overflow = `request (${tokens} tokens) exceeds the available context size (${window} tokens), try increasing it`;
  return { tokens, overflow };
}

function stream(model: FakeModel, body: FakeBody, tokens: number, response: ServerResponse): void {
  const { answer = [{ content: "Hello." }], doneReason = "stop" } = model;
  const lines = typeof answer === "function" ? answer(body) : answer;
  const head = { model: body.model, created_at: new Date().toISOString() };
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  for (const line of lines) {
    response.write(`${JSON.stringify({ ...head, message: { role: "assistant", content: "", ...line }, done: false })}\n`);
  }
  const counts = { ...(tokens === 0 ? {} : { prompt_eval_count: tokens }), eval_count: lines.length };
  const last = { ...head, message: { role: "assistant", content: "" }, done: true, done_reason: doneReason, ...counts };
  response.end(`${JSON.stringify(last)}\n`);
}
