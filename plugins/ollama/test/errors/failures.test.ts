import { expect } from "chai";
import { isAinError } from "@ainative-code/sdk";
import { answeringFetch, eventsOf, inMemoryHost } from "@ainative-code/test-kit";
import { closestNames } from "../../src/errors/closest-names.ts";
import ollama from "../../src/provider.ts";
import { ask } from "../ask.ts";
import { startFakeOllama } from "../fake/fake-ollama.ts";

async function closedHost(): Promise<string> {
  await using server = await startFakeOllama({ models: [] });
  return server.host;
}

describe("a server that does not run", () => {
  it("is told with how to start it, and not to be tried again", async () => {
    const host = await closedHost();
    const { error, events } = await ask(host);
    expect(events).to.deep.equal([]);
    expect(error).to.include({ code: "network", retryable: false, message: `No Ollama server answers at ${host}.` });
    expect(error?.actions[0]).to.include("ollama serve");
  });

  it("is told the same where its models are asked for", async () => {
    const memory = inMemoryHost({ config: { host: await closedHost() }, secrets: { apiKey: undefined } });
    const error: unknown = await ollama.models(memory, new AbortController().signal).catch((thrown: unknown) => thrown);
    expect(isAinError(error) && error.actions.join()).to.include("ollama serve");
  });
});

describe("a model that is not there", () => {
  it("is told with how to get it and those that are most like it", async () => {
    const models = ["qwen3:8b", "qwen3:0.6b", "llama3.2:latest", "gemma3:4b", "embed:latest"].map((name) => ({ name }));
    await using server = await startFakeOllama({ models });
    const { error } = await ask(server.host, { request: { model: "qwen3:14b" } });
    expect(error).to.include({ code: "unknown-model", retryable: false, status: 404 });
    expect(error?.message).to.equal("Ollama does not have the model qwen3:14b.");
    expect(error?.actions).to.deep.equal([
      "Get it: ollama pull qwen3:14b",
      "Or use one that is there: -m ollama/qwen3:8b, -m ollama/qwen3:0.6b",
      "See all: ainative-code models list ollama",
    ]);
  });

  it("is found once it has been pulled", async () => {
    const models = [{ name: "other:latest" }];
    await using server = await startFakeOllama({ models });
    expect((await ask(server.host, { request: { model: "fresh" } })).error?.code).to.equal("unknown-model");
    models.push({ name: "fresh:latest" });
    expect((await ask(server.host, { request: { model: "fresh" } })).error).to.equal(undefined);
  });

  it("is likest to the same name, then to one that is spelled alike", () => {
    const names = ["llama3.2", "mistral", "qwen2.5-coder:7b", "qwen3:8b"];
    expect(closestNames("lama3.2", names)[0]).to.equal("llama3.2");
    expect(closestNames("qwen3-coder", names)[0]).to.equal("qwen2.5-coder:7b");
    expect(closestNames("Mistral:7b", names)[0]).to.equal("mistral");
    expect(closestNames("zzz", names)).to.have.lengthOf(3);
    expect(closestNames("zzz", [])).to.deep.equal([]);
  });
});

describe("the key", () => {
  const models = [{ name: "m:latest" }];

  it("is sent where there is one, with every question", async () => {
    await using server = await startFakeOllama({ models, key: "the-key-of-the-cloud" });
    expect((await ask(server.host, { key: " the-key-of-the-cloud\n" })).error).to.equal(undefined);
  });

  it("is not needed by a server of one's own", async () => {
    await using server = await startFakeOllama({ models });
    expect((await ask(server.host, { key: "  " })).error).to.equal(undefined);
  });

  it("that is wrong is told with the page to sign in at, and is not repeated", async () => {
    await using server = await startFakeOllama({ models, key: "the-key-of-the-cloud" });
    const { error } = await ask(server.host, { key: "some-other-key" });
    expect(error).to.include({ code: "auth", retryable: false });
    expect(error?.actions.join()).to.include("https://ollama.com/connect?name=fake");
    expect(JSON.stringify(error)).not.to.include("some-other-key");
  });

  it("does not go over plain http to another machine", async () => {
    const seen: (string | undefined)[] = [];
    for (const host of ["http://nas.lan:11434", "https://ollama.com", "127.0.0.1"]) {
      const memory = inMemoryHost({
        config: { host },
        secrets: { apiKey: "the-key-of-the-cloud" },
        fetch: (_, { headers } = {}) => {
          seen.push(headers?.["authorization"]);
          return Promise.reject(new Error("no network here"));
        },
      });
      await ollama.models(memory, new AbortController().signal).catch(() => undefined);
    }
    expect(seen).to.deep.equal([undefined, "Bearer the-key-of-the-cloud", "Bearer the-key-of-the-cloud"]);
  });
});

describe("a machine too small for the model", () => {
  it("is told with a smaller window to ask for", async () => {
    const memory = { error: "model requires more system memory (12.4 GiB) than is available (7.7 GiB)" };
    const { fetch } = answeringFetch([{ body: "{}" }, { body: "{}" }, { status: 500, body: JSON.stringify(memory) }]);
    const host = inMemoryHost({ config: { host: "127.0.0.1:4" }, secrets: { apiKey: undefined }, fetch });
    const request = { model: "huge", system: [], messages: [], tools: [], signal: new AbortController().signal };
    const error: unknown = await eventsOf(ollama.stream(request, host)).catch((thrown: unknown) => thrown);
    expect(isAinError(error) && [error.code, error.retryable]).to.deep.equal(["server", false]);
    expect(isAinError(error) && error.actions[0]).to.include("plugins.ollama.contextLength 2048");
  });
});
