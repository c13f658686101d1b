import type { Message, Part, ProviderRequest } from "@ainative-code/sdk";
import { commonToolIds, objectsOf, type JsonObject } from "@ainative-code/provider-kit";
import { chatRequestOf, responsesRequestOf, unsentWarnings, type ChatDialect } from "@ainative-code/provider-kit/openai";
import { expect } from "chai";

const createdAt = "2026-01-01T00:00:00.000Z";
const user = (...parts: readonly Part[]): Message => ({ id: "u", role: "user", createdAt, parts });
const image: Part = { type: "image", mediaType: "image/png", data: "AAAA" };
const sound: Part = { type: "file", mediaType: "audio/wav", data: "CCCC" };
const pdf: Part = { type: "file", mediaType: "application/pdf", name: "a.pdf", data: "BBBB" };

const base: ProviderRequest = {
  model: "m",
  system: ["Be brief.", "Be kind."],
  messages: [user({ type: "text", text: "hi" })],
  tools: [],
  signal: new AbortController().signal,
};

const dialect: ChatDialect = {
  maxTokensField: "max_tokens",
  cacheKey: false,
  streamUsage: true,
  systemAnywhere: true,
  echoThinking: true,
  toolIds: commonToolIds,
};

const responses = (request: Partial<ProviderRequest>): Readonly<Record<string, unknown>> =>
  responsesRequestOf({ ...base, ...request }, "openai", { summary: "auto" });
const chat = (request: Partial<ProviderRequest>, changes: Partial<ChatDialect> = {}): Readonly<Record<string, unknown>> =>
  chatRequestOf({ ...base, ...request }, { ...dialect, ...changes }, "openai");

const schema = { type: "object", properties: { a: { type: "string" } } };
const strict = { ...schema, required: ["a"], additionalProperties: false };
const tool = { name: "read", description: "Reads.", input: schema };

const withImageResult: readonly Message[] = [
  user({ type: "text", text: "look" }),
  {
    id: "a",
    role: "assistant",
    createdAt,
    origin: { provider: "other", api: "x", model: "y" },
    stop: { reason: "tool-calls" },
    parts: [
      { type: "text", text: "Looking." },
      { type: "tool-call", id: "c1", name: "shot", input: { n: 1 } },
    ],
  },
  {
    id: "t",
    role: "tool",
    createdAt,
    parts: [{ type: "tool-result", callId: "c1", name: "shot", status: "ok", content: [{ type: "text", text: "here" }, image] }],
  },
];

describe("the body of a Responses request", () => {
  it("asks for a stream that is not stored, with encrypted reasoning and without padding", () => {
    expect(responses({})).to.deep.equal({
      model: "m",
      instructions: "Be brief.\n\nBe kind.",
      input: [{ role: "user", content: [{ type: "input_text", text: "hi" }] }],
      include: ["reasoning.encrypted_content"],
      store: false,
      stream: true,
      stream_options: { include_obfuscation: false },
    });
  });

  it("carries every setting under the vendor's name", () => {
    const body = responses({
      maxOutputTokens: 5,
      temperature: 0.5,
      topP: 0.9,
      effort: "xhigh",
      cacheKey: "s1",
      tools: [tool],
      toolChoice: "required",
    });
    expect(body).to.include({
      max_output_tokens: 16,
      temperature: 0.5,
      top_p: 0.9,
      prompt_cache_key: "s1",
      tool_choice: "required",
    });
    expect(body["reasoning"]).to.deep.equal({ effort: "xhigh", summary: "auto" });
    expect(body["tools"]).to.deep.equal([
      { type: "function", name: "read", description: "Reads.", parameters: schema, strict: false },
    ]);
  });

  it("names one tool, turns reasoning off, and is strict only with a schema that allows it", () => {
    expect(responses({ tools: [tool], toolChoice: { tool: "read" } })["tool_choice"]).to.deep.equal({
      type: "function",
      name: "read",
    });
    expect(responses({ effort: "none" })["reasoning"]).to.deep.equal({ effort: "none" });
    expect(responses({ output: { name: "o", schema } })["text"]).to.deep.equal({
      format: { type: "json_schema", name: "o", schema, strict: false },
    });
    expect(JSON.stringify(responses({ output: { name: "o", schema: strict } })["text"])).to.include('"strict":true');
  });

  it("sends images and files in, and images in results", () => {
    const [asked] = listOf(responses({ messages: [user(image, pdf)] })["input"]);
    expect(asked).to.deep.equal({
      role: "user",
      content: [
        { type: "input_image", detail: "auto", image_url: "data:image/png;base64,AAAA" },
        { type: "input_file", filename: "a.pdf", file_data: "data:application/pdf;base64,BBBB" },
      ],
    });
    expect(listOf(responses({ messages: withImageResult })["input"]).slice(1)).to.deep.equal([
      { type: "message", role: "assistant", content: [{ type: "output_text", text: "Looking." }] },
      { type: "function_call", call_id: "c1", name: "shot", arguments: '{"n":1}' },
      {
        type: "function_call_output",
        call_id: "c1",
        output: [
          { type: "input_text", text: "here" },
          { type: "input_image", detail: "auto", image_url: "data:image/png;base64,AAAA" },
        ],
      },
    ]);
  });

  it("takes options of the user's, but not in the place of its own fields", () => {
    const body = responses({ options: { service_tier: "flex", model: "stolen", store: true } });
    expect(body).to.include({ service_tier: "flex", model: "m", store: false });
  });

  it("says what it leaves out", () => {
    expect(unsentWarnings({ ...base, topK: 5, stopSequences: ["x"] }, "responses")).to.have.lengthOf(2);
    expect(unsentWarnings({ ...base, stopSequences: ["x"] }, "chat-completions")).to.deep.equal([]);
  });
});

describe("a file that no model of the vendor reads", () => {
  it("is a word about it, for the vendor refuses the whole request, and every later one of the conversation", () => {
    const words = "[the file without a name of type audio/wav, which this model cannot be shown]";
    const bytes: Part = { type: "file", mediaType: "application/octet-stream", name: "a.bin", data: "DDDD" };
    expect(listOf(responses({ messages: [user(sound, bytes)] })["input"])[0]?.["content"]).to.deep.equal([
      { type: "input_text", text: words },
      { type: "input_text", text: words.replace("without a name", "a.bin").replace("audio/wav", "application/octet-stream") },
    ]);
    expect(listOf(chat({ messages: [user(sound)] })["messages"]).at(-1)?.["content"]).to.deep.equal([{ type: "text", text: words }]);
  });
});

describe("the body of a Chat Completions request", () => {
  it("asks for a stream with usage", () => {
    expect(chat({})).to.deep.equal({
      model: "m",
      messages: [
        { role: "system", content: "Be brief.\n\nBe kind." },
        { role: "user", content: "hi" },
      ],
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it("carries every setting under the server's name", () => {
    const body = chat({
      maxOutputTokens: 5,
      stopSequences: ["x"],
      effort: "low",
      cacheKey: "s1",
      tools: [tool],
      toolChoice: { tool: "read" },
    });
    expect(body).to.include({ max_tokens: 5, reasoning_effort: "low" });
    expect(body["stop"]).to.deep.equal(["x"]);
    expect(body["tool_choice"]).to.deep.equal({ type: "function", function: { name: "read" } });
    expect(body["tools"]).to.deep.equal([
      { type: "function", function: { name: "read", description: "Reads.", parameters: schema } },
    ]);
    expect(body).not.to.have.property("prompt_cache_key");
  });

  it("follows what is known of the server", () => {
    const body = chat(
      { maxOutputTokens: 5, cacheKey: "s1" },
      { maxTokensField: "max_completion_tokens", cacheKey: true, streamUsage: false },
    );
    expect(body).to.include({ max_completion_tokens: 5, prompt_cache_key: "s1" });
    expect(body).not.to.have.property("stream_options");
  });

  it("puts late system messages first where a server takes them nowhere else", () => {
    const late: Message = { id: "s", role: "system", createdAt, parts: [{ type: "text", text: "Now in French." }] };
    const roles = (body: Readonly<Record<string, unknown>>): unknown =>
      listOf(body["messages"]).map((message) => message["role"]);
    const messages = [...base.messages, late, ...base.messages];
    expect(roles(chat({ messages }))).to.deep.equal(["system", "user", "system", "user"]);
    const folded = chat({ messages }, { systemAnywhere: false });
    expect(roles(folded)).to.deep.equal(["system", "user", "user"]);
    expect(JSON.stringify(folded)).to.include("Be kind.\\n\\nNow in French.");
  });

  it("sends the images of results as the user's, behind all results", () => {
    expect(listOf(chat({ messages: withImageResult })["messages"]).slice(2)).to.deep.equal([
      {
        role: "assistant",
        content: "Looking.",
        tool_calls: [{ id: "c1", type: "function", function: { name: "shot", arguments: '{"n":1}' } }],
      },
      { role: "tool", tool_call_id: "c1", content: "here\n[image: see below]" },
      {
        role: "user",
        content: [
          { type: "text", text: "From the result of shot:" },
          { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } },
        ],
      },
    ]);
  });
});

function listOf(value: unknown): readonly JsonObject[] {
  return objectsOf(value);
}
