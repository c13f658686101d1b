import { AinError } from "@ainative-code/sdk";
import type { ToolCallPart } from "@ainative-code/sdk";
import { expect } from "chai";
import type { AgentEvent, Outcome } from "../../../src/core/agent/agent-event.ts";
import { standardSubAgents } from "../../../src/core/agent/sub-agent-definition.ts";
import { SubAgents, type OpenedSubAgent, type SubAgentOrder } from "../../../src/core/agent/sub-agents.ts";
import { TurnTasks } from "../../../src/core/agent/turn-tasks.ts";
import type { TurnOutput } from "../../../src/core/tools/turn-tool.ts";

type Run = OpenedSubAgent["run"];

function result(outcome: Outcome, text = ""): AgentEvent {
  return { type: "result", outcome, sessionId: "child", text, steps: 2, usage: undefined, durationMs: 0 };
}

const textOf = ({ content }: TurnOutput): string => (typeof content === "string" ? content : JSON.stringify(content));

const answering = (text: string): Run => async function* answer() { yield await Promise.resolve(result({ kind: "done" }, text)); };

interface Stage {
  readonly tasks: TurnTasks;
  readonly orders: SubAgentOrder[];
  readonly events: AgentEvent[];
  closed: number;
  run(input: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<TurnOutput>;
}

function stage(run: Run, { parallel = 4, limit = 10, failure }: { readonly parallel?: number; readonly limit?: number; readonly failure?: Error } = {}): Stage {
  const [orders, events]: [SubAgentOrder[], AgentEvent[]] = [[], []];
  const tasks = new TurnTasks(limit);
  const subAgents = new SubAgents({
    agents: standardSubAgents,
    parallel,
    tasksOf: () => tasks,
    open: (order) => {
      orders.push(order);
      if (failure !== undefined) return Promise.reject(failure);
      return Promise.resolve({ model: "p/m", run, refused: () => [], close: () => Promise.resolve(void (made.closed += 1)) });
    },
  });
  let called = 0;
  const made: Stage = {
    tasks,
    orders,
    events,
    closed: 0,
    async run(input, signal = new AbortController().signal) {
      called += 1;
      const call: ToolCallPart = { type: "tool-call", id: `c${String(called)}`, name: "task", input };
      return subAgents.run(call, { sessionId: "parent", signal, onOutput: () => undefined, onEvent: (event) => void events.push(event) });
    },
  };
  return made;
}

const order = { description: "Look", prompt: "Look around." };

describe("the sub-agents of an agent", () => {
  it("get their order, tell what they do, and give back their last answer with what it took", async () => {
    const s = stage(answering("Seen."));
    const output = await s.run({ ...order, agent: "explore", model: "p/other" });
    expect(output.content).to.equal("Seen.\n\n[sub-agent explore: 2 requests, 0 tool calls, 0 tokens; session child]");
    expect(output).not.to.have.property("isError");
    expect(s.orders[0]).to.deep.include({ description: "Look", model: "p/other", parentSession: "parent" });
    expect(s.events[0]).to.deep.include({ type: "sub-agent", callId: "c1", agent: "explore" });
    expect([s.closed, s.tasks.running]).to.deep.equal([1, []]);
  });

  it("are refused an order that can't be read, or names what there is not", async () => {
    const s = stage(answering("Never."));
    for (const input of [{}, { description: "x" }, { ...order, prompt: 5 }, { ...order, agent: 5 }, { ...order, model: {} }]) {
      expect(await s.run(input), JSON.stringify(input)).to.deep.include({ isError: true }).and.to.have.property("content").that.matches(/^The task can't be read: /);
    }
    expect((await s.run({ ...order, agent: "poet" })).content).to.equal('There is no sub-agent "poet". There are: general, explore.');
    expect(s.orders).to.deep.equal([]);
  });

  it("are no more than the turn may have, and no more at the same time than fit", async () => {
    let [running, most] = [0, 0];
    const s = stage(
      async function* slow() {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        yield result({ kind: "done" }, "Seen.");
      },
      { parallel: 2, limit: 5 },
    );
    const outputs = await Promise.all(Array.from({ length: 7 }, async () => s.run(order)));
    expect(most).to.equal(2);
    expect(outputs.filter((output) => textOf(output).startsWith("No more sub-agents: one prompt may lead to 5"))).to.have.length(2);
  });

  it("that fail are a result: what they could not do, what to do, and their last words", async () => {
    const failing = async (outcome: Outcome): Promise<unknown> => (await stage(async function* fail() { yield await Promise.resolve(result(outcome, "Half.")); }).run(order)).content;
    expect(await failing({ kind: "failed", error: new AinError("server", "It broke.") })).to.match(/^The sub-agent general failed: It broke\.\n\nIts last words:\nHalf\.\n/);
    expect(await failing({ kind: "failed", error: new AinError("cancelled", "x") })).to.match(/was stopped by the user\./);
    expect(await failing({ kind: "turn-limit", limit: 3 })).to.match(/may make 3 requests and was not done/);
    expect(await failing({ kind: "loop", calls: ["glob"] })).to.match(/the same calls \(glob\) over and over/);
    const unopened = stage(answering(""), { failure: new AinError("unknown-model", "There is no such model.", { actions: ["See: models list"] }) });
    expect(await unopened.run(order)).to.deep.equal({ content: "The sub-agent general could not begin: There is no such model.\nSee: models list", isError: true });
    expect(unopened.tasks.running).to.deep.equal([]);
  });

  it("that end without a result, or throw, are a result as well, and are closed", async () => {
    const silent = stage(async function* nothing() { yield* await Promise.resolve([]); });
    expect((await silent.run(order)).content).to.contain("ended without a result");
    const wild = stage(async function* wild() { yield* await Promise.reject<AgentEvent[]>(new TypeError("x is undefined")); });
    expect((await wild.run(order)).content).to.contain("x is undefined");
    expect([silent.closed, wild.closed]).to.deep.equal([1, 1]);
  });

  it("that wait for a place are stopped with the turn, and never begin", async () => {
    const stop = new AbortController();
    const s = stage(
      async function* hangs(_prompt, signal) {
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        yield result({ kind: "failed", error: new AinError("cancelled", "x") });
      },
      { parallel: 1 },
    );
    const both = [s.run(order, stop.signal), s.run(order, stop.signal)];
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    const contents = (await Promise.all(both)).map((output) => textOf(output).split("\n", 1)[0]);
    expect(contents).to.deep.equal(["The sub-agent general was stopped by the user.", "The sub-agent general was stopped by the user before it began."]);
    expect(s.orders).to.have.length(1);
  });
});
