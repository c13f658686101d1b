/** Answers in the wire formats that many vendors share, for a provider whose author has recorded none. */
export interface GenericStream {
  readonly name: string;
  readonly body: string;
}

/** An event as it is sent. */
interface Event {
  readonly type: string;
  readonly [field: string]: unknown;
}

const sse = (...events: readonly unknown[]): string => events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");

const named = (...events: readonly Event[]): string =>
  events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join("");

const lines = (...objects: readonly unknown[]): string => objects.map((object) => `${JSON.stringify(object)}\n`).join("");

const chunk = (delta: unknown, finish_reason: string | null = null): unknown => ({
  id: "c1",
  object: "chat.completion.chunk",
  model: "m",
  choices: [{ index: 0, delta, finish_reason }],
});

const chatUsage = {
  id: "c1",
  object: "chat.completion.chunk",
  model: "m",
  choices: [],
  usage: { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 },
};

const call = (index: number, id: string, path: string): readonly unknown[] => [
  chunk({ tool_calls: [{ index, id, type: "function", function: { name: "read", arguments: "" } }] }),
  chunk({ tool_calls: [{ index, function: { arguments: '{"path":' } }] }),
  chunk({ tool_calls: [{ index, function: { arguments: `"${path}"}` } }] }),
];

const openAiChat: readonly GenericStream[] = [
  {
    name: "text",
    body: `${sse(chunk({ role: "assistant", content: "Grüß " }), chunk({ content: "dich 🌍" }), chunk({}, "stop"), chatUsage)}data: [DONE]\n\n`,
  },
  {
    name: "calls side by side",
    body: `${sse(...call(0, "call_a", "a"), ...call(1, "call_b", "b"), chunk({}, "tool_calls"), chatUsage)}data: [DONE]\n\n`,
  },
  { name: "cut inside a call", body: sse(...call(0, "call_a", "a").slice(0, 2)) },
  {
    name: "an error inside",
    body: sse(chunk({ content: "Ha" }), { error: { message: "overloaded", type: "server_error", code: 503 } }),
  },
];

const begun = {
  type: "message_start",
  message: {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "m",
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { input_tokens: 9, output_tokens: 1 },
  },
};
const block = (index: number, content_block: unknown, ...deltas: readonly unknown[]): readonly Event[] => [
  { type: "content_block_start", index, content_block },
  ...deltas.map((delta) => ({ type: "content_block_delta", index, delta })),
  { type: "content_block_stop", index },
];
const ended = (stop_reason: string): readonly Event[] => [
  { type: "message_delta", delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: 4 } },
  { type: "message_stop" },
];
const text = (index: number): readonly Event[] =>
  block(index, { type: "text", text: "" }, { type: "text_delta", text: "Grüß " }, { type: "text_delta", text: "dich 🌍" });
const use = (index: number, id: string, path: string): readonly Event[] =>
  block(
    index,
    { type: "tool_use", id, name: "read", input: {} },
    { type: "input_json_delta", partial_json: '{"path":' },
    { type: "input_json_delta", partial_json: `"${path}"}` },
  );

const anthropicMessages: readonly GenericStream[] = [
  { name: "text", body: named(begun, ...text(0), ...ended("end_turn")) },
  {
    name: "calls side by side",
    body: named(begun, ...text(0), ...use(1, "toolu_a", "a"), ...use(2, "toolu_b", "b"), ...ended("tool_use")),
  },
  { name: "cut inside a call", body: named(begun, ...use(0, "toolu_a", "a").slice(0, 2)) },
  {
    name: "an error inside",
    body: named(begun, ...text(0).slice(0, 2), { type: "error", error: { type: "overloaded_error", message: "Overloaded" } }),
  },
];

const said = (content: string, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  model: "m",
  message: { role: "assistant", content, ...more },
  done: false,
});
const done = {
  model: "m",
  message: { role: "assistant", content: "" },
  done: true,
  done_reason: "stop",
  prompt_eval_count: 9,
  eval_count: 4,
};

const ollamaChat: readonly GenericStream[] = [
  { name: "text", body: lines(said("Grüß "), said("dich 🌍"), done) },
  {
    name: "a call",
    body: lines(said("", { tool_calls: [{ id: "call_a", function: { name: "read", arguments: { path: "a" } } }] }), done),
  },
  { name: "cut", body: lines(said("Grüß ")) },
  { name: "an error inside", body: lines(said("Ha"), { error: "the model has stopped" }) },
];

/** By the name of the dialect; those that are not here need recorded answers. */
export const genericStreams: Readonly<Record<string, readonly GenericStream[]>> = {
  "openai-chat": openAiChat,
  "anthropic-messages": anthropicMessages,
  "ollama-chat": ollamaChat,
};
