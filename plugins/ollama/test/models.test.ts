import { isAinError, type ModelInfo } from "@ainative-code/sdk";
import { answeringFetch, inMemoryHost } from "@ainative-code/test-kit";
import { expect } from "chai";
import ollama from "../src/provider.ts";
import { startFakeOllama } from "./fake/fake-ollama.ts";
import type { FakeModel } from "./fake/fake-model.ts";

const models: readonly FakeModel[] = [
  { name: "qwen3:8b", capabilities: ["completion", "tools", "thinking"], contextLength: 40_960 },
  { name: "llava:latest", capabilities: ["completion", "vision"], contextLength: 4096 },
  { name: "nomic-embed-text:latest", capabilities: ["embedding"], contextLength: 2048 },
  { name: "gpt-oss:20b", family: "gptoss", capabilities: ["completion", "tools", "thinking"] },
];

async function list(host: string, config: Readonly<Record<string, unknown>> = {}): Promise<readonly ModelInfo[]> {
  const memory = inMemoryHost({ config: { host, ...config }, secrets: { apiKey: undefined } });
  return ollama.models(memory, new AbortController().signal);
}

describe("the models of the ollama provider", () => {
  for (const tellsInList of [true, false]) {
    const way = tellsInList ? "from the list alone" : "asked one by one";
    it(`are those installed that answer, with what they can, ${way}`, async () => {
      await using server = await startFakeOllama({ models, tellsInList });
      const found = await list(server.host);
      expect(found.map(({ id, maxInput }) => [id, maxInput])).to.deep.equal([
        ["gpt-oss:20b", 131_072],
        ["llava", 4096],
        ["qwen3:8b", 40_960],
      ]);
      const [gpt, llava, qwen] = found.map(({ capabilities }) => capabilities);
      expect(qwen).to.include({ tools: true, imageIn: false, structuredOutput: true });
      expect(qwen?.thinking).to.deep.equal({ levels: ["none", "medium"], canDisable: true, budget: false });
      expect(gpt?.thinking).to.include({ canDisable: false });
      expect(llava).to.include({ tools: false, imageIn: true }).and.not.to.have.property("thinking");
      expect(server.asked.filter((path) => path.endsWith("show"))).to.have.lengthOf(tellsInList ? 0 : 4);
    });
  }

  it("have no larger context than the setting", async () => {
    await using server = await startFakeOllama({ models });
    expect((await list(server.host, { contextLength: 8192 })).map(({ maxInput }) => maxInput)).to.deep.equal([8192, 4096, 8192]);
  });

  it("are none where none is installed", async () => {
    await using server = await startFakeOllama({ models: [] });
    expect(await list(server.host)).to.deep.equal([]);
  });

  it("are an error where the server is none of Ollama's", async () => {
    const { fetch } = answeringFetch([{ body: "<html>It works!</html>" }]);
    const host = inMemoryHost({ fetch, secrets: { apiKey: undefined } });
    const error: unknown = await ollama.models(host, new AbortController().signal).catch((thrown: unknown) => thrown);
    expect(isAinError(error) && [error.code, error.retryable]).to.deep.equal(["protocol", false]);
  });
});
