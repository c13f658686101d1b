import { AnswerWriter, commonToolIds } from "@ainative-code/provider-kit";
import { chatRequestOf, passedOverEvents, ResponsesReader, responsesRequestOf } from "@ainative-code/provider-kit/openai";
import { answeringFetch, inMemoryHost } from "@ainative-code/test-kit";
import { expect } from "chai";
import type { ChatCompletionCreateParamsStreaming } from "openai/resources/chat/completions.js";
import type { InputTokenCountParams } from "openai/resources/responses/input-tokens.js";
import type { ResponseCreateParamsStreaming, ResponseStreamEvent } from "openai/resources/responses/responses.js";
import openai from "../src/provider.ts";
import { schema, wholeRequest } from "./wire/conversation.ts";

/** As the vendor's own types have it: this file compiles only while they allow what is sent. */
const counted = {
  model: "gpt-5.4",
  instructions: "Be brief.",
  input: [
    {
      role: "user",
      content: [
        { type: "input_text", text: "Look." },
        { type: "input_image", detail: "auto", image_url: "data:image/png;base64,AAAA" },
        { type: "input_file", filename: "a.pdf", file_data: "data:application/pdf;base64,BBBB" },
      ],
    },
    { id: "rs_1", type: "reasoning", summary: [], encrypted_content: "gAAAA" },
    { type: "message", role: "assistant", content: [{ type: "output_text", text: "Looking." }] },
    { type: "function_call", call_id: "call_1", name: "shot", arguments: '{"n":1}' },
    {
      type: "function_call_output",
      call_id: "call_1",
      output: [
        { type: "input_text", text: "Here." },
        { type: "input_image", detail: "auto", image_url: "data:image/png;base64,CCCC" },
      ],
    },
  ],
  tools: [{ type: "function", name: "shot", description: "Takes a picture.", parameters: { type: "object" }, strict: false }],
  tool_choice: { type: "function", name: "shot" },
  reasoning: { effort: "high", summary: "auto" },
  text: { format: { type: "json_schema", name: "answer", schema, strict: true } },
} satisfies Sent<InputTokenCountParams>;

const responses = {
  ...counted,
  max_output_tokens: 500,
  temperature: 0.5,
  top_p: 0.9,
  prompt_cache_key: "session-1",
  include: ["reasoning.encrypted_content"],
  store: false,
  stream: true,
  stream_options: { include_obfuscation: false },
} satisfies Sent<ResponseCreateParamsStreaming>;

const chat = {
  model: "gpt-5.4",
  messages: [
    { role: "system", content: "Be brief." },
    {
      role: "user",
      content: [
        { type: "text", text: "Look." },
        { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } },
        { type: "file", file: { filename: "a.pdf", file_data: "data:application/pdf;base64,BBBB" } },
      ],
    },
    {
      role: "assistant",
      content: "Looking.",
      tool_calls: [{ id: "call_1", type: "function", function: { name: "shot", arguments: '{"n":1}' } }],
    },
    { role: "tool", tool_call_id: "call_1", content: "Here.\n[image: see below]" },
    {
      role: "user",
      content: [
        { type: "text", text: "From the result of shot:" },
        { type: "image_url", image_url: { url: "data:image/png;base64,CCCC" } },
      ],
    },
  ],
  tools: [{ type: "function", function: { name: "shot", description: "Takes a picture.", parameters: { type: "object" } } }],
  tool_choice: { type: "function", function: { name: "shot" } },
  max_completion_tokens: 500,
  temperature: 0.5,
  top_p: 0.9,
  stop: ["END"],
  reasoning_effort: "high",
  response_format: { type: "json_schema", json_schema: { name: "answer", schema, strict: true } },
  prompt_cache_key: "session-1",
  stream: true,
  stream_options: { include_usage: true },
} satisfies Sent<ChatCompletionCreateParamsStreaming>;

/**
 * What a request has to be by the vendor's types. They demand of an assistant's message what its server fills in itself:
 * an id, a status, annotations.
 */
type Sent<T> = T extends { readonly input?: infer Input } ? Omit<T, "input"> & { readonly input?: Loose<Input> } : T;
type Loose<Input> = Input extends readonly (infer Item)[] ? readonly (Item | SaidBefore)[] : Input;
interface SaidBefore {
  readonly type: "message";
  readonly role: "assistant";
  readonly content: readonly { readonly type: "output_text"; readonly text: string }[];
}

describe("what is sent to OpenAI, by the types of its own library", () => {
  it("is a Responses request", () => {
    expect(responsesRequestOf(wholeRequest("responses"), "openai", { summary: "auto" })).to.deep.equal(responses);
  });

  it("is a Chat Completions request", () => {
    const dialect = { maxTokensField: "max_completion_tokens", cacheKey: true, streamUsage: true } as const;
    const rest = { systemAnywhere: true, echoThinking: false, toolIds: commonToolIds };
    expect(chatRequestOf(wholeRequest("chat-completions"), { ...dialect, ...rest }, "openai")).to.deep.equal(chat);
  });

  it("is a request to count tokens", async () => {
    const { fetch, calls } = answeringFetch([{ body: '{"object":"response.input_tokens","input_tokens":7}' }]);
    const host = inMemoryHost({ config: {}, secrets: { apiKey: "k" }, fetch });
    expect(await openai.countTokens(wholeRequest("responses"), host)).to.equal(7);
    expect(JSON.parse(String(calls[0]?.options.body))).to.deep.equal(counted);
  });
});

type EventName = ResponseStreamEvent["type"];

/** Each event the library knows, and whether the answer needs it. One that it gains, or loses, does not compile. */
const events: Readonly<Record<EventName, "read" | "passed over">> = {
  error: "read",
  "response.audio.delta": "passed over",
  "response.audio.done": "passed over",
  "response.audio.transcript.delta": "passed over",
  "response.audio.transcript.done": "passed over",
  "response.code_interpreter_call.completed": "passed over",
  "response.code_interpreter_call.in_progress": "passed over",
  "response.code_interpreter_call.interpreting": "passed over",
  "response.code_interpreter_call_code.delta": "passed over",
  "response.code_interpreter_call_code.done": "passed over",
  "response.compaction.compacting": "passed over",
  "response.completed": "read",
  "response.content_part.added": "read",
  "response.content_part.done": "passed over",
  "response.created": "read",
  "response.custom_tool_call_input.delta": "read",
  "response.custom_tool_call_input.done": "passed over",
  "response.failed": "read",
  "response.file_search_call.completed": "passed over",
  "response.file_search_call.in_progress": "passed over",
  "response.file_search_call.searching": "passed over",
  "response.function_call_arguments.delta": "read",
  "response.function_call_arguments.done": "passed over",
  "response.image_generation_call.completed": "passed over",
  "response.image_generation_call.generating": "passed over",
  "response.image_generation_call.in_progress": "passed over",
  "response.image_generation_call.partial_image": "passed over",
  "response.in_progress": "passed over",
  "response.incomplete": "read",
  "response.mcp_call.completed": "passed over",
  "response.mcp_call.failed": "passed over",
  "response.mcp_call.in_progress": "passed over",
  "response.mcp_call_arguments.delta": "passed over",
  "response.mcp_call_arguments.done": "passed over",
  "response.mcp_list_tools.completed": "passed over",
  "response.mcp_list_tools.failed": "passed over",
  "response.mcp_list_tools.in_progress": "passed over",
  "response.output_item.added": "read",
  "response.output_item.done": "read",
  "response.output_text.annotation.added": "passed over",
  "response.output_text.delta": "read",
  "response.output_text.done": "passed over",
  "response.queued": "passed over",
  "response.reasoning_summary_part.added": "read",
  "response.reasoning_summary_part.done": "passed over",
  "response.reasoning_summary_text.delta": "read",
  "response.reasoning_summary_text.done": "passed over",
  "response.reasoning_text.delta": "read",
  "response.reasoning_text.done": "passed over",
  "response.refusal.delta": "read",
  "response.refusal.done": "passed over",
  "response.shell_call_command.added": "passed over",
  "response.shell_call_command.delta": "passed over",
  "response.shell_call_command.done": "passed over",
  "response.shell_call_output_content.delta": "passed over",
  "response.shell_call_output_content.done": "passed over",
  "response.web_search_call.completed": "passed over",
  "response.web_search_call.in_progress": "passed over",
  "response.web_search_call.searching": "passed over",
};

describe("the events of a Responses stream that OpenAI's own library knows", () => {
  const errors = { who: "OpenAI" };
  const { understood } = new ResponsesReader({ writer: new AnswerWriter(), errors, tools: new Set() });
  for (const [name, use] of Object.entries(events)) {
    it(`${name} is ${use}`, () => {
      expect([understood.includes(name), passedOverEvents.has(name)]).to.deep.equal([use === "read", use === "passed over"]);
    });
  }
});
