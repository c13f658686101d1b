import { expect } from "chai";
import { ask, type Outcome, type Scene } from "../ask.ts";
import { user } from "../conversation.ts";
import { startFakeOllama, type FakeOllama } from "../fake/fake-ollama.ts";

/** English-like text of so many bytes. */
const words = (bytes: number): string => "quite plain words ".repeat(Math.ceil(bytes / 18)).slice(0, bytes);

const said = (bytes: number): Scene => ({ request: { messages: [user(words(bytes))] } });
const windows = ({ chats }: FakeOllama): readonly unknown[] => chats.map(({ options }) => options["num_ctx"]);

describe("the window that is asked for", () => {
  it("is said in every request, which may neither be cut nor shifted", async () => {
    await using server = await startFakeOllama({ models: [{ name: "m:latest" }] });
    await ask(server.host);
    await ask(server.host, { request: { options: { truncate: true, shift: true, stream: false, options: { seed: 1 } } } });
    for (const chat of server.chats) expect(chat).to.include({ truncate: false, shift: false, stream: true });
    expect(windows(server)).to.deep.equal([6144, 6144]);
    expect(server.chats[1]?.options).to.include({ seed: 1 });
  });

  it("holds the prompt and room for the answer", async () => {
    await using server = await startFakeOllama({ models: [{ name: "m:latest" }], bytesPerToken: 3 });
    for (const bytes of [10, 20_000, 60_000, 200_000]) {
      const { error } = await ask(server.host, said(bytes));
      expect(error).to.equal(undefined);
      expect(Number(windows(server).at(-1))).to.be.at.least(bytes / 3 + 4096).and.at.most((bytes / 3 + 4096) * 2.2);
    }
  });

  it("grows in steps and never shrinks, so that the model is loaded seldom", async () => {
    await using server = await startFakeOllama({ models: [{ name: "m:latest" }] });
    for (let bytes = 1000; bytes < 100_000; bytes += 2500) await ask(server.host, said(bytes));
    await ask(server.host, said(10));
    const asked = windows(server).map(Number);
    expect(asked).to.deep.equal(asked.toSorted((a, b) => a - b));
    expect(server.loads).to.deep.equal([...new Set(asked)]);
    expect(server.loads.length).to.be.at.most(7);
    expect(asked.at(-1)).to.equal(asked.at(-2));
  });

  it("is the one the model is loaded with already, where that is large enough", async () => {
    await using server = await startFakeOllama({ models: [{ name: "m:latest" }] });
    server.loaded.set("m:latest", { window: 20_000, shift: false });
    await ask(server.host, said(1000));
    expect(windows(server)).to.deep.equal([20_000]);
    expect(server.loads).to.deep.equal([]);
    await ask(server.host, said(100_000));
    expect(Number(windows(server)[1])).to.be.greaterThan(25_000);
  });

  it("is not smaller than the Modelfile's", async () => {
    await using server = await startFakeOllama({ models: [{ name: "m:latest", parameters: "stop  \"x\"\nnum_ctx   20480\n" }] });
    await ask(server.host);
    expect(windows(server)).to.deep.equal([20_480]);
  });

  it("is not larger than the model's, nor than the setting", async () => {
    await using server = await startFakeOllama({ models: [{ name: "m:latest", contextLength: 8192 }] });
    await ask(server.host, said(20_000));
    await ask(server.host, { ...said(10_000), config: { contextLength: 5000 } });
    expect(windows(server)).to.deep.equal([8192, 5000]);
  });

  it("is what the user names, where he names one", async () => {
    await using server = await startFakeOllama({ models: [{ name: "m:latest" }] });
    await ask(server.host, { request: { options: { options: { num_ctx: 7000 } } } });
    expect(windows(server)).to.deep.equal([7000]);
  });

  it("keeps more room where the answer may be long, or the model thinks", async () => {
    const thinker = { name: "thinker:latest", capabilities: ["completion", "thinking"] };
    await using server = await startFakeOllama({ models: [{ name: "m:latest" }, thinker] });
    await ask(server.host, { request: { model: "thinker" } });
    await ask(server.host, { request: { maxOutputTokens: 30_000 } });
    expect(windows(server)).to.deep.equal([12_288, 32_768]);
  });
});

describe("a request that can't fit", () => {
  const fails = ({ error, events }: Outcome): void => {
    expect(events).to.deep.equal([]);
    expect(error).to.include({ code: "context-overflow", retryable: false });
    expect(error?.actions.join()).to.include("/compact");
  };

  it("is refused before it is sent, with both sizes", async () => {
    await using server = await startFakeOllama({ models: [{ name: "m:latest", contextLength: 8192 }] });
    const outcome = await ask(server.host, said(60_000));
    fails(outcome);
    expect(outcome.error?.message).to.match(/about \d{5} tokens.* 8192 tokens of m/);
    expect(server.chats).to.deep.equal([]);
  });

  it("is refused by the setting too", async () => {
    await using server = await startFakeOllama({ models: [{ name: "m:latest" }] });
    fails(await ask(server.host, { ...said(60_000), config: { contextLength: 8192 } }));
  });

  it("is refused by the server where the estimate was too low", async () => {
    await using server = await startFakeOllama({ models: [{ name: "m:latest", contextLength: 8192 }], bytesPerToken: 1 });
    fails(await ask(server.host, said(20_000)));
    expect(server.chats).to.have.lengthOf(1);
  });

  it("is to be tried again with a larger window, where the window was too small and the model has more", async () => {
    await using server = await startFakeOllama({ models: [{ name: "m:latest" }], bytesPerToken: 1 });
    const first = await ask(server.host, said(30_000));
    expect(first.error).to.include({ code: "context-overflow", retryable: true });
    const second = await ask(server.host, said(30_000));
    expect(second.error).to.equal(undefined);
    expect(second.warnings).to.deep.equal([]);
    expect(Number(windows(server)[1])).to.be.greaterThan(30_000);
  });
});

describe("after the answer", () => {
  it("nothing is said where all was read", async () => {
    await using server = await startFakeOllama({ models: [{ name: "m:latest" }] });
    expect((await ask(server.host, said(50_000))).warnings).to.deep.equal([]);
  });

  it("it is told that the server dropped the beginning without a word", async () => {
    const old = { mostContext: 4096, dropsSilently: true, tellsLoaded: false };
    await using server = await startFakeOllama({ models: [{ name: "m:latest" }], ...old });
    const { warnings, host } = await ask(server.host, said(60_000));
    expect(warnings).to.have.lengthOf(1);
    expect(warnings[0]).to.match(/read only 2048 of about 17\d{3} tokens/);
    expect(host.lines.map(({ level }) => level)).to.include("warn");
  });

  it("it is told that the server gave a window too small for the conversation", async () => {
    await using server = await startFakeOllama({ models: [{ name: "m:latest" }], mostContext: 12_000, dropsSilently: true });
    const { warnings } = await ask(server.host, said(60_000));
    expect(warnings.join()).to.match(/window of 12000 tokens where 24576 were asked for/);
  });

  it("what the server gave bounds the next request", async () => {
    await using server = await startFakeOllama({ models: [{ name: "m:latest" }], mostContext: 5000, dropsSilently: true });
    await ask(server.host, said(1000));
    expect((await ask(server.host, said(60_000))).error?.code).to.equal("context-overflow");
    await ask(server.host, said(2000));
    expect(windows(server)).to.deep.equal([6144, 5000]);
  });

  it("the server is asked once for each window", async () => {
    await using server = await startFakeOllama({ models: [{ name: "m:latest" }] });
    for (const bytes of [10, 20, 30]) await ask(server.host, said(bytes));
    expect(server.asked.filter((path) => path === "POST /api/show")).to.have.lengthOf(1);
    expect(server.asked.filter((path) => path === "GET /api/ps"), "before the first answer and in it").to.have.lengthOf(2);
  });

  it("it is told that the window was full", async () => {
    const model = { name: "m:latest", contextLength: 4096, doneReason: "length", answer: [{ content: "And so" }] };
    await using server = await startFakeOllama({ models: [model], bytesPerToken: 4.1 });
    const { warnings, events } = await ask(server.host, said(16_789));
    const end = events.at(-1);
    expect(end?.type === "finish" && end.stop.reason).to.equal("length");
    expect(warnings.join()).to.include("window of 4096 tokens is full");
  });
});
