import { AinError } from "@ainative-code/sdk";
import type { RateLimitEvent, StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import type { ModelStream } from "../../../src/core/providers/model-stream.ts";
import { newThrottle, throttled } from "../../../src/core/providers/throttle.ts";
import { aRequest } from "../a-request.ts";
import { fakeClock } from "../fake-clock.ts";

const finish: StreamEvent = { type: "finish", stop: { reason: "stop" } };
const limits = (...all: RateLimitEvent["limits"]): StreamEvent => ({ type: "rate-limit", limits: all });
const tokens = (fresh: number): StreamEvent => ({
  type: "usage",
  usage: { input: { total: fresh + 900, fresh, cacheRead: 900, cacheWrite: 0 }, output: { total: 1 } },
});

/** A vendor that says these things with its first answer, and nothing with later ones. */
function vendor(...first: readonly StreamEvent[]): { stream: ModelStream; asked: () => number } {
  let asked = 0;
  return {
    asked: () => asked,
    stream: async function* answer() {
      if (asked++ === 0) yield* first;
      if (first.at(-1)?.type !== "error" || asked > 1) yield finish;
    },
  };
}

async function collect(events: AsyncIterable<StreamEvent>): Promise<StreamEvent[]> {
  const all: StreamEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe("the throttle", () => {
  it("does not hold up what the vendor has room for", async () => {
    const clock = fakeClock();
    const { stream } = vendor(limits({ name: "requests", limit: 60, remaining: 1, resetMs: 59_000 }));
    const paced = throttled(stream, clock, newThrottle());
    await collect(paced(aRequest()));
    expect((await collect(paced(aRequest()))).map(({ type }) => type)).to.deep.equal(["finish"]);
    expect(clock.slept).to.deep.equal([]);
  });

  it("waits until there is room for one more request, and tells it before", async () => {
    const clock = fakeClock();
    const { stream } = vendor(limits({ name: "requests", limit: 60, remaining: 0, resetMs: 120_000 }));
    const paced = throttled(stream, clock, newThrottle());
    await collect(paced(aRequest()));
    const [told, last] = await collect(paced(aRequest()));
    expect(clock.slept).to.deep.equal([2000]);
    expect(last).to.deep.equal(finish);
    if (told?.type !== "retry") throw new Error("The wait was not told.");
    expect([told.attempt, told.delayMs]).to.deep.equal([0, 2000]);
    expect(told.error.code).to.equal("rate-limit");
    expect(told.error.message).to.equal("The model can't be asked yet: of 60 requests there are 0 left.");
  });

  it("counts what it lets through until the vendor says more", async () => {
    const clock = fakeClock();
    const { stream, asked } = vendor(limits({ name: "requests", limit: 10, remaining: 2, resetMs: 8000 }));
    const paced = throttled(stream, clock, newThrottle());
    for (let i = 0; i < 3; i++) await collect(paced(aRequest()));
    expect(clock.slept).to.deep.equal([]);
    await collect(paced(aRequest()));
    expect(clock.slept).to.deep.equal([800]);
    expect(asked()).to.equal(4);
  });

  it("takes the tokens of the last request, those from the cache left out, for the price of the next", async () => {
    const clock = fakeClock();
    const { stream } = vendor(limits({ name: "tokens", limit: 10_000, remaining: 1000, resetMs: 54_000 }), tokens(4000));
    const paced = throttled(stream, clock, newThrottle());
    await collect(paced(aRequest()));
    await collect(paced(aRequest()));
    expect(clock.slept).to.deep.equal([18_000]);
  });

  it("lets every request of the model rest where the vendor asked for it", async () => {
    const clock = fakeClock();
    const refused: StreamEvent = { type: "error", error: new AinError("rate-limit", "Slowly.", { retryAfterMs: 7000 }) };
    const { stream } = vendor(refused);
    const throttle = newThrottle();
    await collect(throttled(stream, clock, throttle)(aRequest()));
    const events = await collect(throttled(stream, clock, throttle)(aRequest()));
    expect(clock.slept).to.deep.equal([7000]);
    expect(events.map(({ type }) => type)).to.deep.equal(["retry", "finish"]);
  });

  it("says when to come back instead of waiting longer than a minute", async () => {
    const clock = fakeClock();
    const { stream, asked } = vendor(limits({ name: "requests", limit: 1, remaining: 0, resetMs: 3_600_000 }));
    const paced = throttled(stream, clock, newThrottle());
    await collect(paced(aRequest()));
    const [only, ...none] = await collect(paced(aRequest()));
    expect([none.length, clock.slept.length, asked()]).to.deep.equal([0, 0, 1]);
    const error = only?.type === "error" ? only.error : undefined;
    expect(error?.code).to.equal("rate-limit");
    expect(error?.actions).to.deep.equal(["Come back in 60 minutes, or use another model: -m PROVIDER/MODEL"]);
  });

  it("ends at once when the user cancels during a wait", async () => {
    const controller = new AbortController();
    const { stream, asked } = vendor(limits({ name: "requests", limit: 2, remaining: 0, resetMs: 60_000 }));
    const paced = throttled(stream, fakeClock(), newThrottle());
    await collect(paced(aRequest()));
    const events: StreamEvent[] = [];
    for await (const event of paced(aRequest({ signal: controller.signal }))) {
      events.push(event);
      controller.abort();
    }
    const last = events.at(-1);
    expect(last?.type === "error" ? last.error.code : "").to.equal("cancelled");
    expect(asked()).to.equal(1);
  });

  it("is not misled by limits that say nothing", async () => {
    const clock = fakeClock();
    const { stream } = vendor(limits({ name: "requests", remaining: 0 }, { name: "tokens", limit: 0, remaining: 0, resetMs: 1 }));
    const paced = throttled(stream, clock, newThrottle());
    await collect(paced(aRequest()));
    await collect(paced(aRequest()));
    expect(clock.slept).to.deep.equal([]);
  });
});
