import type { Effort, Part, ProviderRequest } from "@ainative-code/sdk";
import { expect } from "chai";
import { ask, readTool, type Scene } from "./ask.ts";
import { answered, called, result, results, user } from "./conversation.ts";
import { startFakeOllama } from "./fake/fake-ollama.ts";
import type { FakeBody, FakeModel } from "./fake/fake-model.ts";

const models: readonly FakeModel[] = [
  { name: "plain:latest", capabilities: ["completion"] },
  { name: "tools:latest", capabilities: ["completion", "tools"] },
  { name: "eyes:latest", capabilities: ["completion", "vision"] },
  { name: "thinker:latest", capabilities: ["completion", "thinking"] },
  { name: "gpt-oss:20b", family: "gptoss", capabilities: ["completion", "tools", "thinking"] },
  { name: "old:latest", capabilities: undefined },
  { name: "embed:latest", capabilities: ["embedding"] },
];

interface Sent {
  readonly body: FakeBody | undefined;
  readonly warnings: readonly string[];
}

async function sent(model: string, { request, ...scene }: Scene = {}): Promise<Sent> {
  await using server = await startFakeOllama({ models });
  const { warnings, error } = await ask(server.host, { ...scene, request: { ...request, model } });
  expect(error).to.equal(undefined);
  return { body: server.chats[0], warnings };
}

describe("tools", () => {
  const tools = [readTool];

  it("are offered to a model that can use them, as OpenAI has them", async () => {
    const { body, warnings } = await sent("tools", { request: { tools } });
    const { name, description, input } = readTool;
    expect(body?.tools).to.deep.equal([{ type: "function", function: { name, description, parameters: input } }]);
    expect(warnings).to.deep.equal([]);
  });

  it("are not offered to a model that can't, which is told at the start", async () => {
    const { body, warnings } = await sent("plain", { request: { tools } });
    expect(body).not.to.have.property("tools");
    expect(warnings.join()).to.include("plain can't use tools");
  });

  it("are offered where the server does not tell", async () => {
    expect((await sent("old", { request: { tools } })).body?.tools).to.have.lengthOf(1);
  });

  it("are chosen by the list, because there is no way to force one", async () => {
    const other = { ...readTool, name: "write" };
    expect((await sent("tools", { request: { tools, toolChoice: "none" } })).body).not.to.have.property("tools");
    const one = await sent("tools", { request: { tools: [readTool, other], toolChoice: { tool: "write" } } });
    expect(JSON.stringify(one.body?.tools)).to.include("write").and.not.include("read");
    expect(one.warnings.join()).to.include("toolChoice");
  });

  it("are left out the next time where a server that does not tell refuses them", async () => {
    const plain = { name: "m:latest", capabilities: ["completion"] };
    await using server = await startFakeOllama({ models: [plain], tellsShow: false });
    const first = await ask(server.host, { request: { tools } });
    expect(first.error).to.include({ code: "unsupported", retryable: true });
    const second = await ask(server.host, { request: { tools } });
    expect(second.error).to.equal(undefined);
    expect(second.warnings.join()).to.include("can't use tools");
  });
});

describe("a conversation with calls, told to a model without tools", () => {
  it("becomes words, so that nothing of it is lost", async () => {
    const messages = [user("Look"), answered("openai", called("a.txt")), results(result("a.txt"))];
    const { body } = await sent("plain", { request: { messages } });
    expect(body?.messages.map(({ role }) => role)).to.deep.equal(["user", "assistant", "user"]);
    expect(body?.messages[1]?.content).to.include('read: {"path":"a.txt"}');
    expect(body?.messages[2]?.content).to.include("of a.txt");
  });
});

describe("thinking", () => {
  const think = async (model: string, effort?: Effort, mode?: string): Promise<unknown> => {
    const { body } = await sent(model, { request: effort === undefined ? {} : { effort }, config: { think: mode } });
    return body?.think;
  };

  it("is said always to a model that can, because the server would turn it on by itself", async () => {
    expect(await think("thinker")).to.equal(true);
    expect(await think("thinker", "none")).to.equal(false);
    expect(await think("thinker", "low")).to.equal(true);
  });

  it("is never said to a model that can't, and an effort is answered by a warning", async () => {
    expect(await think("plain")).to.equal(undefined);
    const { body, warnings } = await sent("plain", { request: { effort: "high" } });
    expect(body).not.to.have.property("think");
    expect(warnings.join()).to.include("can't think");
  });

  it("has levels at gpt-oss, which always thinks", async () => {
    const efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"] as const;
    const levels = await Promise.all(efforts.map(async (effort) => think("gpt-oss:20b", effort)));
    expect(levels).to.deep.equal(["low", "low", "low", "medium", "high", "high", "high"]);
    expect(await think("gpt-oss:20b")).to.equal("medium");
    const { warnings } = await sent("gpt-oss:20b", { request: { effort: "none" } });
    expect(warnings.join()).to.include("always thinks");
  });

  it("follows the setting where the request does not say", async () => {
    expect(await think("thinker", undefined, "off")).to.equal(false);
    expect(await think("thinker", "medium", "off")).to.equal(true);
    expect(await think("gpt-oss:20b", undefined, "high")).to.equal("high");
    expect(await think("gpt-oss:20b", undefined, "on")).to.equal("medium");
  });

  it("is left to the server where it does not tell what a model can", async () => {
    expect(await think("old")).to.equal(undefined);
  });

  it("is taken back at once where the server refuses it", async () => {
    await using server = await startFakeOllama({ models: [{ name: "old:latest", capabilities: undefined }] });
    const first = await ask(server.host, { request: { model: "old", effort: "high" } });
    expect(first.error).to.include({ code: "unsupported", retryable: true });
    const second = await ask(server.host, { request: { model: "old", effort: "high" } });
    expect(second.error).to.equal(undefined);
  });
});

describe("images and files", () => {
  const asked = (...parts: readonly Part[]): Partial<ProviderRequest> => ({ messages: [user(...parts)] });
  const png: Part = { type: "image", mediaType: "image/png", data: "iVBORw0KGgo=" };
  const text: Part = { type: "text", text: "What is it?" };

  it("go to a model that sees, as base64 beside the text", async () => {
    const { body, warnings } = await sent("eyes", { request: asked(text, png) });
    expect(body?.messages).to.deep.equal([{ role: "user", content: "What is it?", images: ["iVBORw0KGgo="] }]);
    expect(warnings).to.deep.equal([]);
  });

  it("leave a note for a model that does not see, and a warning", async () => {
    const { body, warnings } = await sent("plain", { request: asked(text, png) });
    expect(body?.messages[0]?.content).to.equal("What is it?\n[image left out: this model cannot see images]");
    expect(body?.messages[0]).not.to.have.property("images");
    expect(warnings.join()).to.include("1 image or file is not sent");
  });

  it("are not fetched from an address", async () => {
    const far: Part = { type: "image", mediaType: "image/png", url: "https://x.example/a.png" };
    const { body } = await sent("eyes", { request: asked(far) });
    expect(body?.messages[0]?.content).to.include("only its address is known");
  });

  it("of text go as text, others leave a note", async () => {
    const data = Buffer.from("# Grüße").toString("base64");
    const readme: Part = { type: "file", mediaType: "text/markdown", name: "README.md", data };
    const pdf: Part = { type: "file", mediaType: "application/pdf", name: "a.pdf", data: "JVBERi0=" };
    const { body } = await sent("plain", { request: asked(readme, pdf) });
    expect(body?.messages[0]?.content).to.include("README.md:\n# Grüße").and.include("[file a.pdf left out");
  });

  it("in a tool's result follow it as the user's", async () => {
    const shot = result("c", { name: "shot", content: [{ type: "image", mediaType: "image/png", data: "AA==" }] });
    const messages = [user("Look"), answered("x", called("c")), results(shot)];
    const model = { name: "m:latest", capabilities: ["completion", "tools", "vision"] };
    await using server = await startFakeOllama({ models: [model] });
    await ask(server.host, { request: { messages } });
    expect(server.chats[0]?.messages.slice(2)).to.deep.equal([
      { role: "tool", content: "(an image: see below)", tool_name: "shot", tool_call_id: "c" },
      { role: "user", content: "From the result of shot:", images: ["AA=="] },
    ]);
  });
});

describe("an embedding model", () => {
  it("is refused before anything is sent to it", async () => {
    await using server = await startFakeOllama({ models });
    const { error } = await ask(server.host, { request: { model: "embed" } });
    expect(error).to.include({ code: "unsupported", retryable: false });
    expect(error?.message).to.include("embed is no model for chat");
    expect(server.chats).to.deep.equal([]);
  });
});
