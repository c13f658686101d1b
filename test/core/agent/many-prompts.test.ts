import { expect } from "chai";
import type { TakenHook } from "../../../src/core/plugins/hook-runner.ts";
import type { Answer } from "./agent-scene.ts";
import { agentScene, calls, says } from "./agent-scene.ts";

describe("many prompts to one agent", () => {
  const { agent, run, saved } = agentScene();

  it("answers one prompt after the other in one conversation, each with its own usage", async () => {
    const seen: string[] = [];
    const look: TakenHook<"session"> = { plugin: "p", point: "session", handler: ({ reason }) => void seen.push(reason) };
    const { agent: loop, requests, id } = agent([says("one"), calls("look"), says("two")], { hooks: [look] });
    const [first, second] = [await run(loop), await run(loop)];
    await loop.end();
    expect([first.result.usage?.output.total, second.result.usage?.output.total, second.result.steps]).to.deep.equal([1, 1, 2]);
    expect(requests[2]?.messages.map(({ role }) => role)).to.deep.equal(["user", "assistant", "user", "assistant", "tool"]);
    expect(await saved(id)).to.have.length(6);
    expect(seen).to.deep.equal(["start", "end"]);
  });

  it("goes on lawfully after a turn that was cancelled before its tool had run", async () => {
    const controller = new AbortController();
    const cut: Answer = async function* stream() {
      yield* calls("act").slice(0, -1);
      controller.abort();
      yield { type: "finish", stop: { reason: "tool-calls" } };
    };
    const { agent: loop, requests } = agent([cut, says("fine")]);
    expect((await run(loop, controller.signal)).result.outcome.kind).to.equal("failed");
    expect((await run(loop)).result.outcome.kind).to.equal("done");
    const results = requests[1]?.messages.flatMap(({ parts }) => parts).filter(({ type }) => type === "tool-result");
    expect(results).to.have.length(1);
    expect(requests[1]?.messages.map(({ role }) => role)).to.deep.equal(["user", "assistant", "tool", "user"]);
  });

  it("goes on with another model from the next prompt on, and sends what is attached", async () => {
    const { agent: loop, requests } = agent([says("one"), says("two")]);
    await run(loop);
    loop.use({ model: { provider: "p", model: "other" } });
    for await (const event of loop.run("look", new AbortController().signal, [{ type: "text", text: "a file" }])) void event;
    expect(requests.map(({ model }) => model)).to.deep.equal(["m", "other"]);
    expect(requests[1]?.messages.at(-1)?.parts).to.deep.equal([{ type: "text", text: "look" }, { type: "text", text: "a file" }]);
  });
});
