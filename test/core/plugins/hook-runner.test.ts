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

  it("pass over one that throws or takes too long, and tell it by name", async () => {
    const { hooks, problems } = runner(
      [
        taken("slow", "prompt", async () => new Promise(() => undefined)),
        taken("throws", "prompt", () => {
          throw new Error("oops");
        }),
        taken("z", "prompt", ({ text }) => ({ text: `${text}z` })),
      ],
      30,
    );
    expect(await hooks.prompt({ sessionId: "s", text: "-" })).to.deep.include({ text: "-z" });
    expect(problems).to.deep.equal([
      { plugin: "slow", message: 'its "prompt" hook failed: took longer than 30 ms' },
      { plugin: "throws", message: 'its "prompt" hook failed: oops' },
    ]);
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
});
