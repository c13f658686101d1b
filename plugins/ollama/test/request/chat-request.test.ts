import { expect } from "chai";
import { ask, type Scene } from "../ask.ts";
import { answered, called, result, results, system, user } from "../conversation.ts";
import type { FakeBody } from "../fake/fake-model.ts";
import { startFakeOllama } from "../fake/fake-ollama.ts";

async function body(scene: Scene): Promise<FakeBody | undefined> {
  const model = { name: "m:latest", capabilities: ["completion", "tools", "thinking"] };
  await using server = await startFakeOllama({ models: [model] });
  const { error } = await ask(server.host, scene);
  expect(error).to.equal(undefined);
  return server.chats[0];
}

describe("the body of a chat request", () => {
  it("has every option under the name Ollama knows", async () => {
    const request = { maxOutputTokens: 100, temperature: 0.2, topP: 0.9, topK: 40, stopSequences: ["END"] };
    const sent = await body({ request, config: { keepAlive: "30m" } });
    const named = { num_predict: 100, temperature: 0.2, top_p: 0.9, top_k: 40, stop: ["END"], num_ctx: 4096 };
    expect(sent?.options).to.deep.equal(named);
    expect(sent?.keep_alive).to.equal("30m");
  });

  it("leaves out what nobody asked for", async () => {
    const fields = Object.keys((await body({})) ?? {});
    expect(fields).to.have.members(["messages", "model", "options", "shift", "stream", "think", "truncate"]);
  });

  it("asks for an answer by a schema", async () => {
    const schema = { type: "object", properties: { n: { type: "integer" } } };
    expect((await body({ request: { output: { name: "n", schema } } }))?.format).to.deep.equal(schema);
  });

  it("begins with one system message, of all there are", async () => {
    const messages = [user("Hi"), system("Late."), user("Ho")];
    const sent = await body({ request: { system: ["One.", "", "Two."], messages } });
    expect(sent?.messages).to.deep.equal([
      { role: "system", content: "One.\n\nTwo.\n\nLate." },
      { role: "user", content: "Hi" },
      { role: "user", content: "Ho" },
    ]);
  });

  it("takes options of this provider, which can't undo the law of the window", async () => {
    const options = { keep_alive: "1h", truncate: true, shift: true, model: "other", options: { num_gpu: 0 } };
    const sent = await body({ request: { options } });
    expect(sent).to.include({ keep_alive: "1h", truncate: false, shift: false, model: "m" });
    expect(sent?.options).to.include({ num_gpu: 0 });
  });
});

describe("the answers before", () => {
  const thought = { type: "thinking", text: "Hm." } as const;
  const text = { type: "text", text: "So:" } as const;

  it("go back with their thinking and the server's ids where they are its own", async () => {
    const own = answered("ollama", thought, text, called("ours", { call: { id: "theirs", function: { index: 1 } } }));
    const sent = await body({ request: { messages: [user("Hi"), own, results(result("ours"))] } });
    const call = { id: "theirs", function: { index: 1, name: "read", arguments: { path: "ours" } } };
    expect(sent?.messages.slice(1)).to.deep.equal([
      { role: "assistant", content: "So:", thinking: "Hm.", tool_calls: [call] },
      { role: "tool", content: "of ours", tool_name: "read", tool_call_id: "theirs" },
    ]);
  });

  it("go back without ids where the server gave none", async () => {
    const own = answered("ollama", called("made", { call: { function: {} } }));
    const sent = await body({ request: { messages: [user("Hi"), own, results(result("made"))] } });
    expect(sent?.messages.slice(1)).to.deep.equal([
      { role: "assistant", content: "", tool_calls: [{ function: { name: "read", arguments: { path: "made" } } }] },
      { role: "tool", content: "of made", tool_name: "read" },
    ]);
  });

  it("of another vendor go without its thinking and natives, with our ids", async () => {
    const native = { signature: "secret-of-the-vendor" };
    const foreign = answered("anthropic", { ...thought, native }, { ...text, native }, called("toolu_1", native));
    const sent = await body({ request: { messages: [user("Hi"), foreign, results(result("toolu_1"))] } });
    expect(JSON.stringify(sent)).not.to.match(/Hm\.|secret-of/);
    const call = { id: "toolu_1", function: { name: "read", arguments: { path: "toolu_1" } } };
    expect(sent?.messages.slice(1)).to.deep.equal([
      { role: "assistant", content: "So:", tool_calls: [call] },
      { role: "tool", content: "of toolu_1", tool_name: "read", tool_call_id: "toolu_1" },
    ]);
  });

  it("have a result for every call, told as not run where there is none", async () => {
    const messages = [user("Hi"), answered("x", called("a"), called("b")), results(result("b")), user("And?")];
    const sent = await body({ request: { messages } });
    expect(sent?.messages.map(({ role, content }) => [role, content]).slice(2, 4)).to.deep.equal([
      ["tool", "This call was not run: the turn was ended before it."],
      ["tool", "of b"],
    ]);
  });

  it("say whether a tool failed without a word", async () => {
    const silent = results(result("a", { status: "error", content: [] }));
    const sent = await body({ request: { messages: [user("Hi"), answered("x", called("a")), silent] } });
    expect(sent?.messages.at(-1)?.content).to.equal("(failed without output)");
  });
});
