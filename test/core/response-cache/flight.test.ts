import type { ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { AinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { caching } from "../../../src/core/response-cache/caching-stream.ts";
import { MemoryStore } from "../../../src/core/response-cache/memory-store.ts";
import { aRequest } from "../a-request.ts";

const turn = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const start: StreamEvent = { type: "start", origin: { provider: "p", api: "a", model: "m" } };
const piece = (text: string): StreamEvent => ({ type: "text-delta", part: 0, text });
const finish: StreamEvent = { type: "finish", stop: { reason: "stop" } };

/** A vendor that says an event when the test says so. */
function scene() {
  const requests: ProviderRequest[] = [];
  let say: (event: StreamEvent) => void = () => undefined;
  let ended = 0;
  const stream = caching(
    async function* vendor(request) {
      requests.push(request);
      const cancelled = new Promise<StreamEvent>((resolve) => {
        request.signal.addEventListener("abort", () => resolve({ type: "error", error: new AinError("cancelled", "Cancelled.") }));
      });
      try {
        for (;;) {
          const said = new Promise<StreamEvent>((resolve) => (say = resolve));
          const event = await Promise.race([said, cancelled]);
          yield event;
          if (event.type === "finish" || event.type === "error") return;
        }
      } finally {
        ended++;
      }
    },
    { provider: "p", settings: {} },
    {
      store: new MemoryStore({ ttlMs: 1000, maxEntries: 10, maxBytes: 10_000, now: () => 0 }),
      flights: new Map(),
      anyTemperature: true,
      maxLength: 10_000,
      onProblem: () => undefined,
    },
  );
  const read = (signal = new AbortController().signal): { readonly events: StreamEvent[]; readonly done: Promise<void> } => {
    const events: StreamEvent[] = [];
    const done = (async () => {
      for await (const event of stream(aRequest({ signal }))) events.push(event);
    })();
    return { events, done };
  };
  const saying = async (...events: readonly StreamEvent[]): Promise<void> => {
    for (const event of events) {
      await turn();
      say(event);
      await turn();
    }
  };
  return { requests, read, saying, ended: () => ended, stream };
}

const textOf = (events: readonly StreamEvent[]): string => events.map((event) => (event.type === "text-delta" ? event.text : "")).join("");
const endOf = (events: readonly StreamEvent[]): string => {
  const last = events.at(-1);
  return last?.type === "error" ? last.error.code : (last?.type ?? "nothing");
};

describe("requests that are the same at the same time", () => {
  it("share one, and who comes later gets what came before", async () => {
    const s = scene();
    const first = s.read();
    await s.saying(start, piece("a"), piece("b"));
    const second = s.read();
    await s.saying(piece("c"), finish);
    await Promise.all([first.done, second.done]);
    expect(s.requests).to.have.length(1);
    expect([textOf(first.events), textOf(second.events)]).to.deep.equal(["abc", "abc"]);
    expect([first.events[0], second.events[0]]).to.deep.equal([start, { ...start, cached: true }]);
  });

  it("each end at once by themselves, and the others go on", async () => {
    for (const leaving of [0, 1]) {
      const s = scene();
      const controllers = [new AbortController(), new AbortController()];
      const readers = controllers.map(({ signal }) => s.read(signal));
      await s.saying(start, piece("a"));
      controllers[leaving]?.abort();
      await readers[leaving]?.done;
      expect(endOf(readers[leaving]?.events ?? [])).to.equal("cancelled");
      expect(s.ended()).to.equal(0);
      await s.saying(piece("b"), finish);
      await readers[1 - leaving]?.done;
      expect([textOf(readers[1 - leaving]?.events ?? []), endOf(readers[1 - leaving]?.events ?? [])]).to.deep.equal(["ab", "finish"]);
    }
  });

  it("end when the last one is cancelled, and the next one is a new request", async () => {
    const s = scene();
    const controllers = [new AbortController(), new AbortController()];
    const readers = controllers.map(({ signal }) => s.read(signal));
    await s.saying(start);
    for (const controller of controllers) controller.abort();
    await Promise.all(readers.map(({ done }) => done));
    expect(readers.map(({ events }) => endOf(events))).to.deep.equal(["cancelled", "cancelled"]);
    expect([s.requests[0]?.signal.aborted, s.ended()]).to.deep.equal([true, 1]);
    const next = s.read();
    await s.saying(start, finish);
    await next.done;
    expect(s.requests).to.have.length(2);
  });

  it("end when nobody reads on", async () => {
    const s = scene();
    const events = s.stream(aRequest());
    const first = events.next();
    await s.saying(start);
    await first;
    await events.return();
    expect([s.requests[0]?.signal.aborted, s.ended()]).to.deep.equal([true, 1]);
  });

  it("are not joined by one that was cancelled before it began", async () => {
    const s = scene();
    const first = s.read();
    await s.saying(start);
    const late = s.read(AbortSignal.abort());
    await late.done;
    expect(endOf(late.events)).to.equal("cancelled");
    await s.saying(finish);
    await first.done;
    expect(endOf(first.events)).to.equal("finish");
  });
});
