import type { StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import { CallIds } from "../../src/answer/call-ids.ts";
import { ask, readTool } from "../ask.ts";
import { answered, called } from "../conversation.ts";
import { startFakeOllama } from "../fake/fake-ollama.ts";

describe("the ids of calls", () => {
  it("are the server's where it gives them", () => {
    expect(new CallIds([], () => "x").idFor("call_1", 0)).to.equal("call_1");
  });

  it("are made of the time of the answer's first line where it gives none", () => {
    const ids = new CallIds([], () => "x");
    ids.seen("2026-03-01T10:00:01.5Z");
    ids.seen("2026-03-01T10:00:02.5Z");
    const made = [ids.idFor(undefined, 0), ids.idFor(undefined, 1)];
    expect(made).to.deep.equal(["call_202603011000015_0", "call_202603011000015_1"]);
  });

  it("are made of what is given where the server tells no time", () => {
    expect(new CallIds([], () => "seed").idFor(undefined, 0)).to.equal("call_seed_0");
  });

  it("are never one that the session has", () => {
    const ids = new CallIds([answered("ollama", called("functions.read:0"), called("call_s_0"))], () => "s");
    expect(ids.idFor("functions.read:0", 0)).to.equal("call_s_0_2");
    expect(ids.idFor("call_s_0_2", 1)).to.equal("call_s_1");
  });

  it("stay apart where the server gives the same to all, which gets its own back", async () => {
    const calls = [0, 1].map((index) => {
      return { tool_calls: [{ id: "same", function: { index, name: "read", arguments: { path: `${index}` } } }] };
    });
    await using server = await startFakeOllama({ models: [{ name: "m:latest", answer: calls }] });
    const { events } = await ask(server.host, { request: { tools: [readTool] } });
    const made = events.flatMap((event: StreamEvent) => (event.type === "tool-end" ? [event.call] : []));
    expect(new Set(made.map(({ id }) => id)).size).to.equal(2);
    const natives = [0, 1].map((index) => ({ call: { id: "same", function: { index } } }));
    expect(made.map(({ native }) => native)).to.deep.equal(natives);
  });
});
