import type { HookHandlers, HookPoint, ToolCallPart } from "@ainative-code/sdk";
import { expect } from "chai";
import type { PluginProblem } from "../../../src/core/plugins/contributions.ts";
import { HookRunner } from "../../../src/core/plugins/hook-runner.ts";
import type { TakenHook } from "../../../src/core/plugins/hook-runner.ts";
import { aRequest } from "../a-request.ts";

function taken<P extends HookPoint>(plugin: string, point: P, handler: HookHandlers[P]): TakenHook<P> {
  return { plugin, point, handler };
}

function runner(hooks: readonly TakenHook[], timeLimitMs = 1000): { hooks: HookRunner; problems: PluginProblem[] } {
  const problems: PluginProblem[] = [];
  return { problems, hooks: new HookRunner(hooks, { timeLimitMs, onProblem: (problem) => problems.push(problem) }) };
}

const call: ToolCallPart = { type: "tool-call", id: "c", name: "bash", input: { command: "ls" } };

describe("the hook points", () => {
  it("run in the order of plugin names, each seeing what the one before changed", async () => {
    const { hooks } = runner([
      taken("b", "prompt", ({ text }) => ({ text: `${text}b` })),
      taken("a", "prompt", ({ text }) => ({ text: `${text}a` })),
    ]);
    expect(await hooks.prompt({ sessionId: "s", text: "-" })).to.deep.include({ text: "-ab" });
  });

  it("let a denial win over changes before and after it, and name who denied", async () => {
    const { hooks } = runner([
      taken("a", "tool:before", () => ({ input: { command: "pwd" } })),
      taken("b", "tool:before", () => ({ deny: "not on my watch" })),
      taken("c", "tool:before", () => ({ input: { command: "id" } })),
    ]);
    expect(await hooks.beforeTool({ sessionId: "s", call, risk: "execute" })).to.deep.equal({ deny: "not on my watch", plugin: "b" });
  });

  const hangs = async (): Promise<undefined> => new Promise(() => undefined);
  const throws = (): never => {
    throw new Error("oops\nat its line");
  };

  it("pass over one that only looks on where it throws or takes too long, and tell it by name", async () => {
    const seen: string[] = [];
    const { hooks, problems } = runner(
      [taken("slow", "turn", hangs), taken("throws", "turn", throws), taken("z", "turn", ({ stop }) => void seen.push(stop.reason))],
      30,
    );
    await hooks.tell("turn", { sessionId: "s", stop: { reason: "stop" }, usage: undefined });
    expect(seen).to.deep.equal(["stop"]);
    expect(problems).to.deep.equal([
      { plugin: "slow", message: 'its "turn" hook failed: took longer than 30 ms' },
      { plugin: "throws", message: 'its "turn" hook failed: oops' },
    ]);
  });

  it("let nothing through where one that decides throws or takes too long, and tell it by name", async () => {
    const events = { prompt: { sessionId: "s", text: "-" }, call: { sessionId: "s", call, risk: "execute" as const } };
    const asked = { sessionId: "s", provider: "p", request: aRequest() };
    for (const [handler, reason] of [[hangs, "took longer than 30 ms"], [throws, "oops"]] as const) {
      const seen: string[] = [];
      const { hooks, problems } = runner(
        [
          ...(["prompt", "request", "tool:before"] as const).map((point) => taken("guard", point, handler)),
          taken("z", "prompt", ({ text }) => void seen.push(text)),
        ],
        30,
      );
      const denial = { plugin: "guard", deny: `could not decide: ${reason}` };
      expect(await hooks.prompt(events.prompt)).to.deep.equal(denial);
      expect(await hooks.request(asked)).to.deep.equal(denial);
      expect(await hooks.beforeTool(events.call)).to.deep.equal(denial);
      expect(seen, "the others did not see it").to.deep.equal(["-"]);
      expect(problems.map(({ plugin, message }) => `${plugin}: ${message}`)).to.deep.equal(
        ["prompt", "request", "tool:before"].map((point) => `guard: its "${point}" hook failed: ${reason}`),
      );
    }
  });

  /** Writes into all it is given, as only untyped code can. */
  const vandal = (value: object): undefined => {
    for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
      if (inner instanceof AbortSignal) continue;
      if (typeof inner === "object" && inner !== null) vandal(inner);
      else Reflect.set(value, key, "spoilt");
    }
    if (Array.isArray(value)) value.push("spoilt");
  };

  it("give each handler a copy, so that only what it returns can change anything", async () => {
    const points = ["session", "prompt", "request", "response", "tool:before", "tool:after", "turn"] as const;
    const { hooks } = runner(points.map((point) => taken("a", point, vandal)));
    const request = aRequest();
    const asked = { sessionId: "s", provider: "p", request };
    const before = { sessionId: "s", call, risk: "execute" as const };
    const after = { sessionId: "s", call, result: { type: "tool-result", callId: "c", name: "bash", status: "ok", content: [] } } as const;
    const turn = { sessionId: "s", stop: { reason: "stop" }, usage: undefined } as const;
    const { signal: _, ...data } = request;
    const was = structuredClone({ data, before, after, turn });
    expect(await hooks.request(asked)).to.equal(asked);
    expect(await hooks.beforeTool(before)).to.equal(before);
    expect(await hooks.prompt({ sessionId: "s", text: "-" })).to.deep.equal({ sessionId: "s", text: "-" });
    await hooks.tell("tool:after", after);
    await hooks.tell("turn", turn);
    expect({ data, before, after, turn }).to.deep.equal(was);
  });

  it("keep what a handler has returned as it was then", async () => {
    const input = { command: "pwd" };
    const { hooks } = runner([taken("a", "tool:before", () => ({ input }))]);
    const changed = await hooks.beforeTool({ sessionId: "s", call, risk: "execute" });
    input.command = "rm -rf /";
    expect(changed).to.have.nested.property("call.input.command", "pwd");
  });

  it("take a denial without a readable reason for a denial", async () => {
    const badly: unknown = { deny: true };
    const { hooks } = runner([taken("guard", "tool:before", (() => badly) as HookHandlers["tool:before"])]);
    const answer = await hooks.beforeTool({ sessionId: "s", call, risk: "execute" });
    expect(answer).to.deep.equal({ deny: "it gave no reason that can be read", plugin: "guard" });
  });

  it("do not take an answer of the wrong shape", async () => {
    const wrong: unknown = { text: 1 };
    const { hooks, problems } = runner([taken("a", "prompt", (() => wrong) as HookHandlers["prompt"])]);
    expect(await hooks.prompt({ sessionId: "s", text: "-" })).to.deep.include({ text: "-" });
    expect(problems).to.deep.equal([{ plugin: "a", message: 'its "prompt" hook returned what that point does not take' }]);
  });

  it("let a request be changed but keep its abort signal", async () => {
    const request = aRequest();
    const { hooks } = runner([taken("a", "request", (event) => ({ request: { ...event.request, temperature: 0, signal: AbortSignal.abort() } }))]);
    const changed = await hooks.request({ sessionId: "s", provider: "p", request });
    expect("request" in changed && [changed.request.temperature, changed.request.signal]).to.deep.equal([0, request.signal]);
  });

  it("only tell where nothing can be changed", async () => {
    const seen: string[] = [];
    const { hooks } = runner([
      taken("b", "turn", ({ stop }) => void seen.push(`b ${stop.reason}`)),
      taken("a", "turn", ({ stop }) => void seen.push(`a ${stop.reason}`)),
      taken("a", "session", ({ reason }) => void seen.push(reason)),
    ]);
    await hooks.tell("turn", { sessionId: "s", stop: { reason: "stop" }, usage: undefined });
    await hooks.tell("session", { sessionId: "s", cwd: "/", reason: "end" });
    expect(seen).to.deep.equal(["a stop", "b stop", "end"]);
  });

  it("are not waited for once the turn is stopped: those that decide let nothing through, the others get a moment", async () => {
    const { hooks, problems } = runner([taken("slow", "prompt", hangs), taken("slow", "tool:before", hangs), taken("slow", "turn", hangs)], 60_000);
    for (const ask of [(signal: AbortSignal): Promise<unknown> => hooks.prompt({ sessionId: "s", text: "-" }, signal), (signal: AbortSignal): Promise<unknown> => hooks.beforeTool({ sessionId: "s", call, risk: "execute" }, signal)]) {
      const stop = new AbortController();
      const asked = ask(stop.signal).then(() => "went on", (thrown: unknown) => thrown);
      stop.abort("stopped");
      expect(await asked).to.equal("stopped");
      expect(await ask(stop.signal).catch((thrown: unknown) => thrown), "stopped before").to.equal("stopped");
    }
    const begun = performance.now();
    await hooks.tell("turn", { sessionId: "s", stop: { reason: "stop" }, usage: undefined }, AbortSignal.abort());
    expect(performance.now() - begun).to.be.lessThan(5000);
    expect(problems, "a person who stops it need not hear that it was slow").to.deep.equal([]);
  });

  it("that only look on have their moment after a stop", async () => {
    const seen: string[] = [];
    const { hooks } = runner([taken("a", "turn", async ({ stop }) => void (await Promise.resolve(), seen.push(stop.reason)))]);
    await hooks.tell("turn", { sessionId: "s", stop: { reason: "stop" }, usage: undefined }, AbortSignal.abort());
    expect(seen).to.deep.equal(["stop"]);
  });
});
