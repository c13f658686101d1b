import { expect } from "chai";
import type { HookPoint } from "@ainative-code/sdk";
import type { TakenHook } from "../../../src/core/plugins/hook-runner.ts";
import { agentScene, calls, says } from "./agent-scene.ts";

/** Less than the 5 seconds that a handler has where nobody stops the turn. */
const soonMs = 3000;

describe("a turn that is stopped while a plugin takes its time", () => {
  const { agent, run, order, saved } = agentScene();

  /** Stops the turn as soon as the handler has begun, which never ends. */
  function stopping(point: HookPoint, stop: AbortController): TakenHook {
    const handler = async (): Promise<undefined> => {
      stop.abort();
      return new Promise(() => undefined);
    };
    return { plugin: "slow", point, handler };
  }

  for (const point of ["session", "prompt", "request", "response", "tool:before", "tool:after"] as const) {
    it(`ends at once, cancelled, at the hook point ${point}`, async () => {
      const stop = new AbortController();
      const { agent: loop } = agent([calls("act"), says("done")], { hooks: [stopping(point, stop)] });
      const begun = performance.now();
      const { result } = await run(loop, stop.signal);
      expect(performance.now() - begun).to.be.lessThan(soonMs);
      expect(result.outcome).to.have.nested.property("error.code", "cancelled");
    });
  }

  it("has run no tool that a guard had not let through, and the history says so", async () => {
    const stop = new AbortController();
    const { agent: loop, id } = agent([calls("act")], { hooks: [stopping("tool:before", stop)] });
    await run(loop, stop.signal);
    expect(order).to.deep.equal([]);
    expect((await saved(id)).at(-1)).to.include("tool");
  });
});
