import type { AssistantMessage, Message, Part } from "@ainative-code/sdk";
import { hi } from "@ainative-code/test-kit";
import { expect } from "chai";
import type { WireRequest } from "../wire-types.ts";
import { claude, read, sentFor } from "../scene.ts";

const createdAt = "2026-01-01T00:00:00.000Z";
const user = (...parts: Part[]): Message => ({ id: "u", role: "user", createdAt, parts });
const tool = (...parts: Part[]): Message => ({ id: "t", role: "tool", createdAt, parts });
const answer = (model: string, ...parts: Part[]): AssistantMessage => ({
  id: "a",
  role: "assistant",
  createdAt,
  origin: { provider: "bedrock", api: "converse", model },
  stop: { reason: "tool-calls" },
  parts,
});
const call = (id: string, name = "read"): Part => ({ type: "tool-call", id, name, input: { path: id } });
const text = (words: string): Part & { type: "text" } => ({ type: "text", text: words });
const png: Part & { type: "image" } = { type: "image", mediaType: "image/png", data: "iVBORw==" };
const pdf = (name?: string): Part & { type: "file" } => ({
  type: "file",
  mediaType: "application/pdf",
  data: "JVBERi0=",
  ...(name === undefined ? {} : { name }),
});

const messagesFor = (...given: Parameters<typeof sentFor>): unknown => sentFor(...given).body["messages"];

describe("a request to Bedrock", () => {
  it("has the fields the vendor's own types have", () => {
    const expected: WireRequest = {
      messages: [
        {
          role: "user",
          content: [
            { text: "Look:" },
            { image: { format: "png", source: { bytes: "iVBORw==" } } },
            { document: { format: "pdf", name: "My report", source: { bytes: "JVBERi0=" } } },
            { cachePoint: { type: "default" } },
          ],
        },
      ],
      system: [{ text: "Be brief." }, { cachePoint: { type: "default" } }],
      toolConfig: {
        tools: [
          { toolSpec: { name: "read", description: "Reads.", inputSchema: { json: { type: "object", properties: {} } } } },
          { cachePoint: { type: "default" } },
        ],
        toolChoice: { auto: {} },
      },
      inferenceConfig: { maxTokens: 32_000, stopSequences: ["END"] },
      additionalModelRequestFields: { thinking: { type: "adaptive", display: "summarized" }, output_config: { effort: "high" } },
    };
    const request = {
      system: ["Be brief."],
      messages: [user(text("Look:"), png, pdf("My report.pdf"))],
      tools: [read],
      toolChoice: "auto" as const,
      effort: "high" as const,
      stopSequences: ["END", " "],
    };
    expect(sentFor(request, { cache: "5m" }).body).to.deep.equal(expected);
  });

  it("gives each document a name of its own and of the vendor's letters, with a text beside it", () => {
    const messages = messagesFor({ messages: [user(pdf("a_b  (1).pdf"), pdf("a_b  (1).pdf"), pdf(), pdf("…"))] });
    const names = ["a b (1)", "a b (1) (2)", "document", "document (2)"];
    expect(messages).to.deep.equal([
      {
        role: "user",
        content: [
          ...names.map((name) => ({ document: { format: "pdf", name, source: { bytes: "JVBERi0=" } } })),
          { text: "(The document is attached.)" },
        ],
      },
    ]);
  });

  it("shows text files as text, and says what cannot be shown", () => {
    const csv: Part = { type: "file", mediaType: "text/csv", name: "a.csv", data: Buffer.from("1,2").toString("base64") };
    const zip: Part = { type: "file", mediaType: "application/zip", name: "a.zip", data: "UEs=" };
    const web: Part = { type: "image", mediaType: "image/png", url: "https://pictures.example/a.png" };
    const bucket: Part = { type: "image", mediaType: "image/jpg", url: "s3://bucket/a.jpg" };
    expect(messagesFor({ messages: [user(csv, zip, web, bucket)] })).to.deep.equal([
      {
        role: "user",
        content: [
          { text: "The file a.csv:\n1,2" },
          { text: "[the file a.zip of type application/zip, which this model cannot be shown]" },
          { text: "[the image at https://pictures.example/a.png, which this model cannot be shown]" },
          { image: { format: "jpeg", source: { s3Location: { uri: "s3://bucket/a.jpg" } } } },
        ],
      },
    ]);
  });

  it("puts all results of a step into one message of the user, what failed without its images, those behind it", () => {
    const results = tool(
      { type: "tool-result", callId: "one", name: "read", status: "ok", content: [text("fine"), png] },
      { type: "tool-result", callId: "two", name: "read", status: "error", content: [text("broken"), png] },
      { type: "tool-result", callId: "three", name: "read", status: "ok", content: [] },
    );
    const messages = messagesFor({ tools: [read], messages: [hi, answer(claude, call("one"), call("two"), call("three")), results, user(text("So?"))] });
    const image = { image: { format: "png", source: { bytes: "iVBORw==" } } };
    expect(messages).to.have.lengthOf(3).and.to.have.nested.property("[2]").that.deep.equals({
      role: "user",
      content: [
        { toolResult: { toolUseId: "one", content: [{ text: "fine" }, image] } },
        { toolResult: { toolUseId: "two", content: [{ text: "broken" }], status: "error" } },
        { toolResult: { toolUseId: "three", content: [{ text: "(no output)" }] } },
        { text: "From the failed call of read:" },
        image,
        { text: "So?" },
      ],
    });
  });

  it("tells models that know no status of a result in words that a call failed", () => {
    const model = "meta.llama3-3-70b-instruct-v1:0";
    const results = tool({ type: "tool-result", callId: "one", name: "read", status: "error", content: [text("broken")] });
    expect(messagesFor({ model, tools: [read], messages: [hi, answer(model, call("one")), results] })).to.have.nested.property(
      "[2].content[0].toolResult",
    ).that.deep.equals({ toolUseId: "one", content: [{ text: "The call failed." }, { text: "broken" }] });
  });

  it("declares tools wherever the conversation has calls, also when none is offered any more", () => {
    const messages = [hi, answer(claude, call("one", "old tool")), tool({ type: "tool-result", callId: "one", name: "old tool", status: "ok", content: [] })];
    const { toolConfig } = sentFor({ messages }).body;
    expect(toolConfig).to.have.nested.property("tools[0].toolSpec.name", "old_tool");
    expect(toolConfig).not.to.have.property("toolChoice");
    expect(sentFor({ messages: [hi], tools: [read], toolChoice: "none" }).body).not.to.have.property("toolConfig");
    expect(sentFor({ messages, tools: [read], toolChoice: "none" }).body).to.have.nested.property("toolConfig.tools[0].toolSpec.name", "read");
  });

  it("forces a tool where the model can be forced, and it does not think then if it need not", () => {
    const sonnet = "us.anthropic.claude-sonnet-4-6-v1:0";
    const forced = sentFor({ model: sonnet, tools: [read], toolChoice: "required" }).body;
    expect(forced).to.have.nested.property("toolConfig.toolChoice").that.deep.equals({ any: {} });
    expect(forced["additionalModelRequestFields"]).to.deep.equal({ thinking: { type: "disabled" } });
    const named = sentFor({ model: sonnet, tools: [read], toolChoice: { tool: "read" } }).body;
    expect(named).to.have.nested.property("toolConfig.toolChoice").that.deep.equals({ tool: { name: "read" } });
    const free = sentFor({ tools: [read], toolChoice: "required" });
    expect(free.body["toolConfig"]).not.to.have.property("toolChoice");
    expect(free.warnings).to.deep.equal(["No tool is forced: this model only chooses itself."]);
  });

  it("gives calls of Mistral ids of nine letters and digits, the result's with them", () => {
    const model = "mistral.mistral-large-2407-v1:0";
    const messages = [hi, answer(claude, call("toolu_0123456789abcdef")), tool({ type: "tool-result", callId: "toolu_0123456789abcdef", name: "read", status: "ok", content: [text("x")] })];
    const written = JSON.stringify(messagesFor({ model, tools: [read], messages }));
    const ids = [...written.matchAll(/"toolUseId":"([^"]*)"/g)].map(([, id]) => id);
    expect(ids).to.have.lengthOf(2);
    expect(ids[0]).to.match(/^[A-Za-z0-9]{9}$/).and.equal(ids[1]);
  });

  it("begins with the user, leaves out blank texts, and puts instructions from inside in front", () => {
    const system: Message = { id: "s", role: "system", createdAt, parts: [text("Now in French.")] };
    const body = sentFor({ system: ["One.", " "], messages: [answer(claude, text("\n")), answer(claude, text("Hello")), system, user(text(" "), text("yes"))] }).body;
    expect(body["system"]).to.deep.equal([{ text: "One." }, { text: "Now in French." }]);
    expect(body["messages"]).to.deep.equal([
      { role: "user", content: [{ text: "(The beginning of the conversation is left out.)" }] },
      { role: "assistant", content: [{ text: "Hello" }] },
      { role: "user", content: [{ text: "yes" }] },
    ]);
    const titan = sentFor({ model: "amazon.titan-text-express-v1", system: ["One."] }).body;
    expect(titan).to.deep.equal({ messages: [{ role: "user", content: [{ text: "One." }, { text: "hi" }] }] });
  });

  it("asks for JSON of a schema, as a text, or in words where the model can't be held to it", () => {
    const output = { name: "an answer", schema: { type: "object", properties: { a: { oneOf: [{ type: "string" }] } }, required: ["a"] } };
    const body = sentFor({ output }).body;
    const closed = '{"type":"object","properties":{"a":{"anyOf":[{"type":"string"}]}},"required":["a"],"additionalProperties":false}';
    expect(body["outputConfig"]).to.deep.equal({
      textFormat: { type: "json_schema", structure: { jsonSchema: { schema: closed, name: "an_answer" } } },
    });
    const older = sentFor({ model: "anthropic.claude-3-5-haiku-20241022-v1:0", output });
    expect(older.body).not.to.have.property("outputConfig");
    expect(JSON.stringify(older.body["system"])).to.include("JSON Schema");
    expect(older.warnings.join()).to.include("in words");
  });

  it("passes on what the user adds, and nothing that would change the basics", () => {
    const options = {
      guardrailConfig: { guardrailIdentifier: "g", guardrailVersion: "1" },
      serviceTier: { type: "flex" },
      additionalModelRequestFields: { thinking: { display: "omitted" }, extra: 1 },
      inferenceConfig: { topP: 0.5 },
      messages: [],
      modelId: "other",
      toolConfig: { tools: [{ systemTool: { name: "nova_grounding" } }] },
    };
    const { messages, ...body } = sentFor({ options }, { betas: ["some-beta"] }).body;
    expect(messages).to.have.lengthOf(1);
    expect(body).to.deep.equal({
      guardrailConfig: { guardrailIdentifier: "g", guardrailVersion: "1" },
      serviceTier: { type: "flex" },
      toolConfig: { tools: [{ systemTool: { name: "nova_grounding" } }] },
      inferenceConfig: { maxTokens: 32_000, topP: 0.5 },
      additionalModelRequestFields: { anthropic_beta: ["some-beta"], thinking: { type: "adaptive", display: "omitted" }, extra: 1 },
    });
  });
});
