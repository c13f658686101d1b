import type { Provider, StreamEvent } from "@ainative-code/sdk";
import { inMemoryHost } from "@ainative-code/test-kit";
import { expect } from "chai";
import type { Clock } from "../../../src/core/clock.ts";
import { circuitBreaking, newCircuit } from "../../../src/core/providers/circuit-breaker.ts";
import { fallingBack } from "../../../src/core/providers/fallback.ts";
import { idleWatched } from "../../../src/core/providers/idle-watch.ts";
import type { ModelStream } from "../../../src/core/providers/model-stream.ts";
import { retrying } from "../../../src/core/providers/retry.ts";
import { singleAttempt } from "../../../src/core/providers/single-attempt.ts";
import { newThrottle, throttled } from "../../../src/core/providers/throttle.ts";
import type { Throttle } from "../../../src/core/providers/throttle.ts";
import { caching } from "../../../src/core/response-cache/caching-stream.ts";
import { MemoryStore } from "../../../src/core/response-cache/memory-store.ts";
import { agentScene } from "../agent/agent-scene.ts";
import { manualClock } from "../manual-clock.ts";

const model = { provider: "p", model: "m" };
const busy: StreamEvent = { type: "finish", stop: { reason: "interrupted" } };

/** All that the host puts around a provider, with a model behind that is never to be asked. */
function underAllLaws(provider: Provider, clock: Clock, throttle: Throttle = newThrottle()): { readonly stream: ModelStream; readonly others: () => number } {
  let others = 0;
  const watched = idleWatched(singleAttempt(provider, inMemoryHost()), clock, { idleMs: 600_000 });
  const lawful = circuitBreaking(throttled(retrying(watched, clock), clock, throttle), clock, newCircuit());
  const store = new MemoryStore({ ttlMs: 1, maxEntries: 1, maxBytes: 1000, now: () => 0 });
  const cache = { store, flights: new Map(), anyTemperature: true, maxLength: 100, onProblem: () => undefined };
  const next: ModelStream = async function* other() {
    others++;
    yield busy;
  };
  const stream = fallingBack([
    { model, open: () => Promise.resolve(caching(lawful, { provider: "p", settings: {} }, cache)) },
    { model: { provider: "p", model: "n" }, open: () => Promise.resolve(next) },
  ]);
  return { stream, others: () => others };
}

function provider(stream: Provider["stream"]): Provider {
  return { id: "p", models: () => Promise.resolve([]), stream };
}

describe("a cancel, through all laws of the host,", () => {
  const scene = agentScene();

  async function cancelled(stream: ModelStream, when: (event: string) => boolean): Promise<{ code: string; late: boolean; ms: number }> {
    const controller = new AbortController();
    let [late, at] = [false, 0];
    const { agent } = scene.agent([stream], { onLate: () => (late = true) });
    const cancel = (): void => {
      at = performance.now();
      controller.abort();
    };
    if (when("at once")) setImmediate(cancel);
    let code = "";
    for await (const event of agent.run("do it", controller.signal)) {
      if (event.type === "stream" && when(event.event.type)) cancel();
      if (event.type === "result" && event.outcome.kind === "failed") ({ code } = event.outcome.error);
    }
    return { code, late, ms: performance.now() - at };
  }

  it("ends a wait before another attempt at once", async () => {
    const { stream, others } = underAllLaws(provider(async function* answer() {
      yield busy;
    }), manualClock());
    const { code, late, ms } = await cancelled(stream, (event) => event === "retry");
    expect([code, late, others()]).to.deep.equal(["cancelled", false, 0]);
    expect(ms).to.be.lessThan(500);
  });

  it("ends a wait for the vendor's limits at once", async () => {
    const clock = manualClock();
    const { stream, others } = underAllLaws(provider(async function* answer() {
      yield busy;
    }), clock, { ...newThrottle(), restUntil: clock.now() + 30_000 });
    const { code, late, ms } = await cancelled(stream, (event) => event === "retry");
    expect([code, late, others()]).to.deep.equal(["cancelled", false, 0]);
    expect(ms).to.be.lessThan(500);
  });

  it("ends soon where the provider does not listen, and says that it goes on", async () => {
    const clock = manualClock();
    const { stream, others } = underAllLaws(provider(async function* answer() {
      await new Promise(() => undefined);
      yield busy;
    }), clock);
    const { code, late, ms } = await cancelled(stream, (event) => event === "at once");
    expect([code, late, others(), clock.sleepers]).to.deep.equal(["cancelled", true, 0, 0]);
    expect(ms).to.be.lessThan(3000);
  });
});
