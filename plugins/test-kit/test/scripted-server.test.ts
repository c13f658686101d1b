import { expect } from "chai";
import { loopbackFetch, startScriptedServer, type ScriptedReply, type ScriptedServer } from "@ainative-code/test-kit";

type Json = Readonly<Record<string, unknown>>;

async function post(server: ScriptedServer, path: string, body: Json): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(server.baseURL + path, { method: "POST", body: JSON.stringify({ model: "m", stream: true, ...body }) });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

function dataOf(text: string): readonly unknown[] {
  const lines = text.split("\n").filter((line) => line.startsWith("data: {"));
  return lines.map((line): unknown => JSON.parse(line.slice("data: ".length)));
}

async function withServer<T>(script: readonly ScriptedReply[], use: (server: ScriptedServer) => Promise<T>): Promise<T> {
  const server = await startScriptedServer({ script, models: ["m", "n"] });
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

const full: ScriptedReply = {
  thinking: "let me see",
  text: ["Hel", "lo"],
  calls: [
    { name: "read", input: { path: "a" } },
    { name: "read", input: { path: "b" }, id: "own" },
  ],
  usage: { input: 10, cached: 4, output: 3, thinking: 2 },
};

describe("the scripted server", () => {
  it("speaks Responses: numbered events, whose pieces make up the items of the last one", async () => {
    const { text } = await withServer([full], (server) => post(server, "/responses", { input: [] }));
    const events = dataOf(text);
    expect(events.map((event) => member(event, "sequence_number"))).to.deep.equal(events.map((_, index) => index));
    expect(text.match(/^event: .*/gm)).to.have.length(events.length);
    const deltas = (type: string): string => events.map((event) => member(event, "type") === type && member(event, "delta")).filter(Boolean).join("");
    expect(deltas("response.output_text.delta")).to.equal("Hello");
    expect(deltas("response.reasoning_summary_text.delta")).to.equal("let me see");
    expect(deltas("response.function_call_arguments.delta")).to.equal('{"path":"a"}{"path":"b"}');
    const last = events.at(-1);
    expect(last).to.have.property("type", "response.completed");
    expect(last).to.have.nested.property("response.output").with.length(4);
    expect(last).to.have.nested.property("response.output[3].call_id", "own");
    expect(last).to.have.nested.property("response.usage.input_tokens_details.cached_tokens", 4);
  });

  it("speaks Chat Completions: chunks, the reason, the usage where it was asked for, and the mark of the end", async () => {
    const asked = { messages: [], stream_options: { include_usage: true } };
    const { text } = await withServer([full], (server) => post(server, "/chat/completions", asked));
    const chunks = dataOf(text);
    const deltas = chunks.flatMap((chunk) => [member(chunk, "choices", "0", "delta")]);
    const textAt = (value: unknown): string => (typeof value === "string" ? value : "");
    const joined = (...path: readonly string[]): string => deltas.map((delta) => textAt(member(delta, ...path))).join("");
    expect(joined("content")).to.equal("Hello");
    expect(joined("tool_calls", "0", "function", "arguments")).to.equal('{"path":"a"}{"path":"b"}');
    expect(chunks.map((chunk) => member(chunk, "choices", "0", "finish_reason")).filter(Boolean)).to.deep.equal(["tool_calls"]);
    expect(chunks.at(-1)).to.have.nested.property("usage.prompt_tokens", 10);
    expect(text.endsWith("data: [DONE]\n\n")).to.equal(true);
  });

  it("picks the answer by what the request has already seen, in both dialects", async () => {
    await withServer([{ text: "one" }, { text: "two" }, { text: "three" }], async (server) => {
      const call = { type: "function_call", call_id: "c" };
      const output = { type: "function_call_output", call_id: "c" };
      const input = [{ role: "user" }, { type: "reasoning" }, call, call, output, output, { role: "assistant" }, { role: "user" }];
      expect((await post(server, "/responses", { input })).text).to.include('"three"');
      expect((await post(server, "/responses", { input: input.slice(0, 1) })).text).to.include('"one"');
      const messages = [{ role: "user" }, { role: "assistant" }, { role: "tool" }];
      expect((await post(server, "/chat/completions", { messages })).text).to.include('"two"');
    });
  });

  it("refuses a request past the end of its script", async () => {
    const { status, text } = await withServer([], (server) => post(server, "/responses", { input: [] }));
    expect([status, text]).to.deep.equal([400, text]);
    expect(text).to.include("no answer 1");
  });

  it("gives one answer after the other where it is told to, errors with their headers among them", async () => {
    const script: readonly ScriptedReply[] = [{ status: 429, headers: { "retry-after": "7" } }, { status: 500, body: "oh" }, { text: "fine" }];
    await using server = await startScriptedServer({ script, pick: "sequence" });
    const first = await post(server, "/responses", { input: [] });
    expect([first.status, first.headers.get("retry-after")]).to.deep.equal([429, "7"]);
    expect(await post(server, "/responses", { input: [] })).to.include({ status: 500, text: "oh" });
    expect((await post(server, "/responses", { input: [] })).text).to.include("fine");
  });

  it("notes down what it was asked, and lists its models", async () => {
    await withServer([{ text: "x" }], async (server) => {
      const response = await fetch(`${server.baseURL}/models`, { headers: { authorization: "Bearer k" } });
      expect(await response.json()).to.have.nested.property("data[1].id", "n");
      await post(server, "/responses", { input: ["y"] });
      expect(server.requests.map(({ method, path }) => `${method} ${path}`)).to.deep.equal(["GET /v1/models", "POST /v1/responses"]);
      expect((await server.request(0)).headers).to.include({ authorization: "Bearer k" });
      expect((await server.request(1)).body).to.deep.include({ input: ["y"], model: "m" });
    });
  });

  for (const path of ["/responses", "/chat/completions"]) {
    describe(`on a bad day, at ${path}`, () => {
      const bad = (reply: ScriptedReply): Promise<string> =>
        withServer([reply], async (server) => received(`${server.baseURL}${path}`, JSON.stringify({ model: "m", stream: true })));

      it("cuts an answer off before its end, cleanly or not", async () => {
        const whole = dataOf((await bad(full)).replace(/\[cut\]$/, ""));
        const clean = await bad({ ...full, fault: { kind: "cut", clean: true } });
        const abrupt = await bad({ ...full, fault: { kind: "cut", afterEvents: 3 } });
        expect(dataOf(clean).length).to.be.lessThan(whole.length + 1);
        expect(clean).to.not.match(/\[cut\]$|\[DONE\]|response\.completed/);
        expect(dataOf(abrupt)).to.have.length(3);
        expect(abrupt).to.match(/\[cut\]$/);
      });

      it("cuts an answer off inside the arguments of a call", async () => {
        const text = await bad({ calls: [{ name: "read", input: { path: "abcdefgh" } }], fault: { kind: "cut-in-call" } });
        expect(text).to.include(String.raw`{\"path`).and.not.include("abcdefgh");
      });

      it("sends an error, or garbage, inside an answer of status 200", async () => {
        expect(await bad({ text: "x", fault: { kind: "error", code: "server_error", message: "Oh no." } })).to.include("Oh no.");
        expect(await bad({ text: "x", fault: { kind: "garbage", bytes: "\u0000<html>" } })).to.match(/<html>$/);
      });

      it("falls silent and keeps the connection open", async () => {
        await withServer([{ text: "x y z", fault: { kind: "stall", afterEvents: 2 } }], async (server) => {
          const response = await fetch(server.baseURL + path, { method: "POST", body: JSON.stringify({ stream: true }) });
          const reader = response.body?.getReader();
          await reader?.read();
          const entry = await server.request(0);
          expect(entry.aborted).to.equal(false);
          await reader?.cancel();
        });
      });
    });
  }
});

/** Everything that arrives, and `[cut]` where the connection broke. */
async function received(url: string, body: string): Promise<string> {
  const response = await loopbackFetch(url, { method: "POST", body });
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of response.body) text += decoder.decode(chunk, { stream: true });
  } catch {
    text += "[cut]";
  }
  return text;
}

function member(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined), value);
}
