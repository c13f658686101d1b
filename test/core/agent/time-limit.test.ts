import { expect } from "chai";
import { withinTime } from "../../../src/core/agent/time-limit.ts";
import { manualClock } from "../manual-clock.ts";
import { agentScene, calls, says, type Answer } from "./agent-scene.ts";

const silent: Answer = async function* silent({ signal }) {
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => {
      resolve();
    });
  });
  yield { type: "finish", stop: { reason: "interrupted" } };
};

describe("the limit of time for a prompt", () => {
  const scene = agentScene();

  it("stops the run as a timeout, with what was said and done saved, and leaves no timer", async () => {
    const clock = manualClock();
    const { agent, id } = scene.agent([calls("look"), silent]);
    const events = withinTime((signal) => agent.run("do it", signal), 5000, clock, new AbortController().signal);
    let outcome: unknown;
    for await (const event of events) {
      if (event.type === "message" && event.message.role === "tool") setImmediate(() => void clock.advance(5000));
      if (event.type === "result") ({ outcome } = event);
    }
    expect(outcome).to.have.nested.property("error.code", "timeout");
    expect(outcome).to.have.nested.property("error.message").that.includes("Stopped after 5 seconds");
    expect(await scene.saved(id)).to.deep.equal(["user text", "assistant tool-call", "tool tool-result"]);
    expect(clock.sleepers).to.equal(0);
  });

  it("leaves no timer behind a run that was quicker, and none where there is no limit", async () => {
    for (const limit of [5000, undefined]) {
      const clock = manualClock();
      const { agent } = scene.agent([says("hi")]);
      const kinds: string[] = [];
      for await (const { type } of withinTime((signal) => agent.run("do it", signal), limit, clock, new AbortController().signal)) kinds.push(type);
      expect(kinds.at(-1)).to.equal("result");
      expect(clock.sleepers).to.equal(0);
    }
  });

  it("does not hide a cancel by the user", async () => {
    const controller = new AbortController();
    const { agent } = scene.agent([silent]);
    let code = "";
    for await (const event of withinTime((signal) => agent.run("do it", signal), 5000, manualClock(), controller.signal)) {
      if (event.type === "message") controller.abort();
      if (event.type === "result" && event.outcome.kind === "failed") ({ code } = event.outcome.error);
    }
    expect(code).to.equal("cancelled");
  });
});
