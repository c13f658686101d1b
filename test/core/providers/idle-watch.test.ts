import type { StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import { idleWatched } from "../../../src/core/providers/idle-watch.ts";
import type { ModelStream } from "../../../src/core/providers/model-stream.ts";
import { retrying } from "../../../src/core/providers/retry.ts";
import { singleAttempt } from "../../../src/core/providers/single-attempt.ts";
import { inMemoryHost } from "@ainative-code/test-kit";
import { aRequest } from "../a-request.ts";
import { fakeClock } from "../fake-clock.ts";
import { manualClock } from "../manual-clock.ts";

const text: StreamEvent = { type: "text-delta", part: 0, text: "hi" };
const finish: StreamEvent = { type: "finish", stop: { reason: "stop" } };
const turn = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Never says anything, whatever it is told. */
const deaf: ModelStream = async function* stream() {
  await new Promise(() => undefined);
  yield finish;
};

describe("the watch over silence", () => {
  it("ends an attempt without an event for too long, and says so where its provider goes on", async () => {
    const clock = manualClock();
    let late = false;
    const events = idleWatched(deaf, clock, { idleMs: 1000, onLate: () => (late = true) })(aRequest());
    const first = events.next();
    await clock.advance(1000);
    const { value } = await first;
    expect(value?.type === "error" ? value.error.code : value).to.equal("timeout");
    expect((await events.next()).done).to.equal(true);
    expect([late, clock.sleepers]).to.deep.equal([true, 0]);
  });

  it("counts from the last event on", async () => {
    const clock = manualClock();
    let go = (): void => undefined;
    const stream: ModelStream = async function* answer() {
      for (const event of [text, text, finish]) {
        await new Promise<void>((resolve) => (go = resolve));
        yield event;
      }
    };
    const events = idleWatched(stream, clock, { idleMs: 1000 })(aRequest());
    for (const type of ["text-delta", "text-delta", "finish"]) {
      const next = events.next();
      await turn();
      await clock.advance(900);
      go();
      expect((await next).value?.type).to.equal(type);
    }
    await events.next();
    expect(clock.sleepers, "no timer is left").to.equal(0);
  });

  it("does not count the time in which nobody asks for more", async () => {
    const clock = manualClock();
    const stream: ModelStream = async function* answer() {
      yield text;
      yield finish;
    };
    const events = idleWatched(stream, clock, { idleMs: 1000 })(aRequest());
    await events.next();
    await clock.advance(10_000);
    expect((await events.next()).value).to.equal(finish);
    await events.return();
  });

  it("tells the provider to stop, and is tried again like every timeout", async () => {
    let attempts = 0;
    const provider = {
      id: "p",
      models: () => Promise.resolve([]),
      async *stream({ signal }: { readonly signal: AbortSignal }) {
        if (++attempts === 2) {
          yield* [text, finish];
          return;
        }
        await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
      },
    };
    const clock = manualClock();
    const watched = idleWatched(singleAttempt(provider, inMemoryHost()), clock, { idleMs: 1000 });
    const events: string[] = [];
    const run = (async () => {
      for await (const event of retrying(watched, fakeClock(), { random: () => 0 })(aRequest())) events.push(event.type);
    })();
    await turn();
    await clock.advance(1000);
    await run;
    expect(events).to.deep.equal(["retry", "text-delta", "finish"]);
  });

  it("leaves no timer behind where the user cancels or reads no further", async () => {
    const clock = manualClock();
    const controller = new AbortController();
    const events = idleWatched(deaf, clock, { idleMs: 1000 })(aRequest({ signal: controller.signal }));
    void events.next();
    await turn();
    controller.abort();
    await turn();
    expect(clock.sleepers).to.equal(0);
  });
});
