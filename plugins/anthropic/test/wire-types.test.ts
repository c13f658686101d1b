import type {
  MessageCountTokensParams,
  MessageCreateParamsStreaming,
  RawMessageStreamEvent,
  StopReason as VendorStop,
} from "@anthropic-ai/sdk/resources/messages/messages.js";
import type { StopReason } from "@ainative-code/sdk";
import { answeringFetch, eventsOf, inMemoryHost, textOf } from "@ainative-code/test-kit";
import { expect } from "chai";
import anthropic from "../src/provider.ts";
import { stopOf } from "../src/stream/stop.ts";
import { answer, base, call, image, made, result, results, text, user, type Asked } from "./request/scene.ts";

const schema = { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false };
const pdf = { type: "file", mediaType: "application/pdf", name: "a.pdf", data: "BBBB" } as const;
const cacheMark = { type: "ephemeral" } as const;

/** A conversation with everything that one can hold, and a request that says everything a request can say. */
const asked: Asked = {
  messages: [
    user(text("Look."), image, pdf),
    answer(
      [
        { type: "thinking", text: "Hm.", native: { block: { type: "thinking", signature: "sig-1" } } },
        { type: "thinking", text: "", redacted: true, native: { block: { type: "redacted_thinking", data: "opaque" } } },
        text("Looking."),
        call("toolu_1"),
        call("toolu_2"),
      ],
      { stop: { reason: "tool-calls" } },
    ),
    results(result("toolu_1", [text("Here."), image]), result("toolu_2", [text("No.")], "error")),
  ],
  tools: [{ name: "shot", description: "Takes a picture.", input: schema }],
  toolChoice: "auto",
  maxOutputTokens: 500,
  stopSequences: ["END"],
  effort: "high",
  output: { name: "answer", schema },
  config: { cache: "5m" },
};

/** As the vendor's own types have it: this file compiles only while they allow what is sent. */
const counted = {
  model: "claude-opus-5-5",
  system: [{ type: "text", text: "Be brief.", cache_control: cacheMark }],
  messages: [
    {
      role: "user",
      content: [
        { type: "text", text: "Look." },
        { type: "image", source: { type: "base64", media_type: "image/png", data: "AAAA" } },
        {
          type: "document",
          source: { type: "base64", media_type: "application/pdf", data: "BBBB" },
          title: "a.pdf",
          cache_control: cacheMark,
        },
      ],
    },
    {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "Hm.", signature: "sig-1" },
        { type: "redacted_thinking", data: "opaque" },
        { type: "text", text: "Looking." },
        { type: "tool_use", id: "toolu_1", name: "shot", input: { n: 1 } },
        { type: "tool_use", id: "toolu_2", name: "shot", input: { n: 1 } },
      ],
    },
    {
      role: "user",
      content: [
        {
          type: "tool_result",
          tool_use_id: "toolu_1",
          content: [
            { type: "text", text: "Here." },
            { type: "image", source: { type: "base64", media_type: "image/png", data: "AAAA" } },
          ],
        },
        { type: "tool_result", tool_use_id: "toolu_2", content: "No.", is_error: true, cache_control: cacheMark },
      ],
    },
  ],
  tools: [
    { name: "shot", description: "Takes a picture.", input_schema: { ...schema, type: "object" }, cache_control: cacheMark },
  ],
  tool_choice: { type: "auto" },
  thinking: { type: "adaptive", display: "summarized" },
  output_config: { effort: "high", format: { type: "json_schema", schema } },
} satisfies MessageCountTokensParams;

const body = { ...counted, max_tokens: 500, stop_sequences: ["END"], stream: true } satisfies MessageCreateParamsStreaming;

describe("what is sent to Anthropic, by the types of its own library", () => {
  it("is a Messages request", () => {
    expect(made(asked).body).to.deep.equal(body);
  });

  it("is a request to count tokens", async () => {
    const { fetch, calls } = answeringFetch([{ body: '{"input_tokens":7}' }]);
    const { config = {}, ...request } = asked;
    const host = inMemoryHost({ config, secrets: { apiKey: "k" }, fetch });
    expect(await anthropic.countTokens({ ...base, ...request }, host)).to.equal(7);
    expect(JSON.parse(String(calls[0]?.options.body))).to.deep.equal(counted);
  });
});

/** Why an answer ended, each reason that the library knows. One that it gains, or loses, does not compile. */
const stops: Readonly<Record<VendorStop, StopReason>> = {
  end_turn: "stop",
  max_tokens: "length",
  stop_sequence: "stop",
  tool_use: "tool-calls",
  pause_turn: "pause",
  refusal: "refusal",
  model_context_window_exceeded: "context-window",
};

type EventName = RawMessageStreamEvent["type"];
type Member<Name extends EventName> = Extract<RawMessageStreamEvent, { readonly type: Name }>;
type Fields<Name extends EventName, Kept extends keyof Member<Name>> = Pick<Member<Name>, Kept> & { readonly type: Name };

/** An answer of one text, with what of each of the library's events is read. */
const events: { readonly [Name in EventName]: object } = {
  message_start: { type: "message_start", message: { id: "msg_1" } },
  content_block_start: {
    type: "content_block_start",
    index: 0,
    content_block: { type: "text", text: "", citations: null },
  } satisfies Fields<"content_block_start", "index" | "content_block">,
  content_block_delta: { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Hi" } } satisfies Fields<
    "content_block_delta",
    "index" | "delta"
  >,
  content_block_stop: { type: "content_block_stop", index: 0 } satisfies Fields<"content_block_stop", "index">,
  message_delta: { type: "message_delta", delta: { stop_reason: "end_turn" } },
  message_stop: { type: "message_stop" } satisfies Fields<"message_stop", never>,
};

describe("what Anthropic answers, by the types of its own library", () => {
  for (const [raw, reason] of Object.entries(stops)) {
    it(`${raw} is ${reason}`, () => {
      expect(stopOf({ stop_reason: raw }, false).reason).to.equal(reason);
    });
  }

  it("is read of its events, each of which is needed", async () => {
    const order: readonly EventName[] = [
      "message_start",
      "content_block_start",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
      "message_stop",
    ];
    const frame = (name: EventName): string => `data: ${JSON.stringify(events[name])}\n\n`;
    const ask = async (names: readonly EventName[]): Promise<readonly [text: string, stop: StopReason | undefined]> => {
      const { fetch } = answeringFetch([{ headers: { "content-type": "text/event-stream" }, body: names.map(frame).join("") }]);
      const told = await eventsOf(anthropic.stream(base, inMemoryHost({ config: {}, secrets: { apiKey: "k" }, fetch })));
      const end = told.at(-1);
      return [textOf(told), end?.type === "finish" ? end.stop.reason : undefined];
    };
    expect(await ask(order)).to.deep.equal(["Hi", "stop"]);
    expect(await ask(order.slice(0, -1)), "without its last").to.deep.equal(["Hi", "interrupted"]);
    expect(await ask(order.filter((name) => name !== "content_block_delta"))).to.deep.equal(["", "stop"]);
  });
});
