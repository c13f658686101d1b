import { AinError } from "@ainative-code/sdk";
import type { StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import type { TakenHook } from "../../../src/core/plugins/hook-runner.ts";
import { agentScene, calls, says } from "./agent-scene.ts";

describe("the turn loop", () => {
  const { order, store, agent, run, saved } = agentScene();

  it("answers, and has saved both sides", async () => {
    const { agent: loop, id } = agent([says("hello")]);
    const { events, result } = await run(loop);
    expect([result.outcome.kind, result.text, result.steps]).to.deep.equal(["done", "hello", 1]);
    expect(events.map(({ type }) => type)).to.deep.equal(["session", "message", "stream", "stream", "stream", "message", "result"]);
    expect(await saved(id)).to.deep.equal(["user text", "assistant text"]);
  });

  it("tells nothing of an answer before the prompt is on disk", async () => {
    const { agent: loop, id } = agent([says("hello")]);
    for await (const event of loop.run("do it", new AbortController().signal)) {
      if (event.type === "stream") expect(await saved(id)).to.include("user text");
    }
  });

  it("runs the tools it is asked for and sends their results", async () => {
    const { agent: loop, requests, id } = agent([calls("look"), says("done")]);
    const { result } = await run(loop);
    expect(result.steps).to.equal(2);
    expect(requests[1]?.messages.map(({ role }) => role)).to.deep.equal(["user", "assistant", "tool"]);
    expect(await saved(id)).to.deep.equal(["user text", "assistant tool-call", "tool tool-result", "assistant text"]);
    expect((await store().tools(id)).map(({ call }) => call.name)).to.deep.equal(["look"]);
  });

  it("runs reads side by side and everything else in order", async () => {
    const { agent: loop } = agent([calls("look", "peek", "act", "act", "look"), says("done")]);
    await run(loop);
    expect(order).to.deep.equal(['look begins', 'peek begins', 'look ends', 'peek ends', 'act begins', 'act ends', 'act begins', 'act ends', 'look begins', 'look ends']);
  });

  it("never runs a tool of an answer that was cut off", async () => {
    const cut: StreamEvent[] = [...calls("act").slice(0, -1), { type: "finish", stop: { reason: "interrupted" } }];
    const { agent: loop, id } = agent([[...says("a").slice(0, 3), ...cut]]);
    const { result } = await run(loop);
    expect(result.outcome.kind === "failed" && result.outcome.error.code).to.equal("interrupted");
    expect(order).to.deep.equal([]);
    expect(await saved(id)).to.deep.equal(["user text", "assistant tool-call", "tool tool-result"]);
    const [, , results] = await store().page(id, { limit: 3 });
    expect(results?.message.parts[0]).to.deep.include({ callId: "act-0", status: "error" });
    expect(JSON.stringify(results)).to.include("Not run: the answer that asked for it broke off.");
  });

  it("does not run the calls of an answer that reached its length limit, and says so in the history", async () => {
    const { agent: loop, id } = agent([[...calls("act").slice(0, -1), { type: "finish", stop: { reason: "length" } }]]);
    const { events } = await run(loop);
    expect(order).to.deep.equal([]);
    expect(events.some((event) => event.type === "notice" && event.text.includes("output tokens"))).to.equal(true);
    expect(await saved(id)).to.deep.equal(["user text", "assistant tool-call", "tool tool-result"]);
  });

  it("keeps what was said before an error, and ends with it", async () => {
    const error = new AinError("network", "gone");
    const { agent: loop, id } = agent([[...says("half").slice(0, 2), { type: "error", error }]]);
    const { result } = await run(loop);
    const told = result.outcome.kind === "failed" ? result.outcome.error : undefined;
    expect(told).to.include({ code: "network", cause: error, message: "gone; what had come of the answer is saved." });
    expect(told?.actions).to.deep.equal(["Go on where it broke off: ainative-code chat --continue -p continue"]);
    expect(await saved(id)).to.deep.equal(["user text", "assistant text"]);
  });

  it("stops at the turn limit with everything saved", async () => {
    const { agent: loop, id } = agent([calls("look"), calls("look"), says("never")], { maxTurns: 2 });
    const { result } = await run(loop);
    expect(result.outcome).to.deep.equal({ kind: "turn-limit", limit: 2 });
    expect(await saved(id)).to.have.length(5);
  });

  it("ends as cancelled when the user cancels in the stream", async () => {
    const controller = new AbortController();
    const { agent: loop, id } = agent([
      async function* waits(request) {
        yield* says("half").slice(0, 2);
        controller.abort();
        expect(request.signal.aborted).to.equal(true);
        yield { type: "error", error: new AinError("cancelled", "Cancelled.") };
      },
    ]);
    const { result } = await run(loop, controller.signal);
    expect(result.outcome.kind === "failed" && result.outcome.error).to.include({ code: "cancelled", message: "Cancelled; what was said and done before is saved." });
    expect(await saved(id)).to.deep.equal(["user text", "assistant text"]);
  }).timeout(3000);

  const deaf = (): Promise<void> => new Promise(() => undefined);

  it("ends soon after a cancel where the provider does not listen, and has saved what was said", async () => {
    const controller = new AbortController();
    const late: string[] = [];
    const { agent: loop, id } = agent(
      [
        async function* waits() {
          yield* says("half").slice(0, 2);
          controller.abort();
          await deaf();
        },
      ],
      { onLate: () => late.push("late") },
    );
    const { result } = await run(loop, controller.signal);
    expect(result.outcome.kind === "failed" && result.outcome.error.code).to.equal("cancelled");
    expect(await saved(id)).to.deep.equal(["user text", "assistant text"]);
    const [, answer] = await store().page(id, { limit: 2 });
    expect(answer?.message).to.have.nested.property("stop.reason", "aborted");
    expect(late).to.deep.equal(["late"]);
  }).timeout(5000);

  it("ends soon after a cancel where the provider goes on talking", async () => {
    const controller = new AbortController();
    const { agent: loop } = agent([
      async function* babbles() {
        yield* says("half").slice(0, 2);
        controller.abort();
        for (;;) {
          await new Promise((resolve) => setTimeout(resolve, 5));
          yield { type: "text-delta", part: 0, text: "." };
        }
      },
    ]);
    const { result } = await run(loop, controller.signal);
    expect(result.outcome.kind === "failed" && result.outcome.error.code).to.equal("cancelled");
  }).timeout(5000);

  it("says so where the model answers with nothing, and the next prompt follows the one before", async () => {
    const nothing: StreamEvent[] = [{ type: "finish", stop: { reason: "stop" } }];
    const { agent: loop, requests, id } = agent([nothing, says("hello")]);
    const { events, result } = await run(loop);
    expect(result.outcome).to.deep.equal({ kind: "done" });
    expect(events.filter(({ type }) => type === "notice")).to.deep.equal([
      { type: "notice", level: "warning", text: "The model answered with nothing." },
    ]);
    expect(await saved(id)).to.deep.equal(["user text"]);
    await run(loop);
    expect(requests[1]?.messages.map(({ role }) => role)).to.deep.equal(["user", "user"]);
    expect(await saved(id)).to.deep.equal(["user text", "user text", "assistant text"]);
  });

  it("ends with the storage error when the prompt can't be saved, and shows nothing", async () => {
    const { agent: loop } = agent([says("hello")], { store: () => Promise.reject(new AinError("storage", "The disk is full.")) });
    const { events, result } = await run(loop);
    expect(result.outcome.kind === "failed" && result.outcome.error.message).to.equal("The disk is full.");
    expect(events.map(({ type }) => type)).to.deep.equal(["session", "result"]);
  });

  it("lets plugins refuse the prompt and the request", async () => {
    const refuse = (point: "prompt" | "request"): TakenHook[] => [{ plugin: "guard", point, handler: () => ({ deny: "no" }) }];
    const first = await run(agent([says("x")], { hooks: refuse("prompt") }).agent);
    expect(first.result.outcome.kind === "failed" && first.result.outcome.error.message).to.equal("The plugin guard refused the prompt: no.");
    const second = agent([says("x")], { hooks: refuse("request") });
    const { result } = await run(second.agent);
    expect(result.outcome.kind === "failed" && result.outcome.error.code).to.equal("permission-denied");
    expect(await saved(second.id)).to.deep.equal(["user text"]);
  });

  it("tells each warning of the provider once", async () => {
    const start: StreamEvent = { type: "start", origin: { provider: "p", api: "a", model: "m" }, warnings: ["This model can't use tools."] };
    const late = { ...says("y").at(-1), warnings: ["The server dropped the beginning."] } as StreamEvent;
    const { events } = await run(agent([[start, ...calls("look")], [start, ...says("y").slice(0, -1), late]]).agent);
    const told = events.flatMap((event) => (event.type === "notice" ? [event.text] : []));
    expect(told).to.deep.equal(["This model can't use tools.", "The server dropped the beginning."]);
  });

  it("adds up the usage of all steps", async () => {
    const withUsage = [...calls("look").slice(0, -1), { ...says("x").at(-1), type: "finish", stop: { reason: "tool-calls" } } as StreamEvent];
    const { result } = await run(agent([withUsage, says("y")]).agent);
    expect(result.usage).to.deep.equal({ input: { total: 4, fresh: 4, cacheRead: 0, cacheWrite: 0 }, output: { total: 2 } });
  });
});
