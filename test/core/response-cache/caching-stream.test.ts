import { AinError } from "@ainative-code/sdk";
import type { ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import { AnswerBuilder } from "../../../src/core/providers/answer-builder.ts";
import { caching } from "../../../src/core/response-cache/caching-stream.ts";
import type { ResponseCache } from "../../../src/core/response-cache/caching-stream.ts";
import { MemoryStore } from "../../../src/core/response-cache/memory-store.ts";
import { aRequest } from "../a-request.ts";

const usage = { input: { total: 5, fresh: 5, cacheRead: 0, cacheWrite: 0 }, output: { total: 2 } };
const answer: readonly StreamEvent[] = [
  { type: "start", origin: { provider: "p", api: "a", model: "m", responseId: "r" }, warnings: ["careful"] },
  { type: "rate-limit", limits: [] },
  { type: "thinking-start", part: 0 },
  { type: "thinking-delta", part: 0, text: "hm" },
  { type: "thinking-end", part: 0, native: { signature: "s" } },
  { type: "text-start", part: 1 },
  { type: "text-delta", part: 1, text: "one " },
  { type: "text-delta", part: 1, text: "two" },
  { type: "text-end", part: 1 },
  { type: "tool-start", part: 2, id: "c", name: "t" },
  { type: "tool-end", part: 2, call: { type: "tool-call", id: "c", name: "t", input: {} } },
  { type: "finish", stop: { reason: "tool-calls" }, usage, native: { whole: true } },
];

const limits = { ttlMs: 1000, maxEntries: 10, maxBytes: 10_000, now: () => 0 };
const zero = aRequest({ temperature: 0 });

function scene(events: readonly StreamEvent[], changes: Partial<ResponseCache> = {}) {
  const requests: ProviderRequest[] = [];
  const problems: unknown[] = [];
  const cache: ResponseCache = {
    store: new MemoryStore(limits),
    flights: new Map(),
    anyTemperature: false,
    maxLength: 10_000,
    onProblem: (thrown) => problems.push(thrown),
    ...changes,
  };
  const stream = caching(
    async function* vendor(request) {
      requests.push(request);
      yield* events;
    },
    { provider: "p", settings: {} },
    cache,
  );
  const ask = async (request = zero): Promise<StreamEvent[]> => {
    const heard: StreamEvent[] = [];
    for await (const event of stream(request)) heard.push(event);
    return heard;
  };
  return { ask, requests, problems, flights: cache.flights };
}

function messageOf(events: readonly StreamEvent[]): object {
  const builder = new AnswerBuilder({ provider: "", api: "", model: "" }, () => 0);
  for (const event of events) builder.add(event);
  return builder.message("id");
}

describe("the response cache", () => {
  it("gives the same request the same answer again, marked, without asking", async () => {
    const { ask, requests, flights } = scene(answer);
    const [first, second] = [await ask(), await ask()];
    expect(first).to.deep.equal(answer);
    expect(requests).to.have.length(1);
    expect(messageOf(second)).to.deep.equal({ ...messageOf(first), cached: true });
    expect(flights.size).to.equal(0);
  });

  it("keeps the law of the order of events, the pieces of a part joined", async () => {
    const { ask } = scene(answer);
    await ask();
    expect((await ask()).map(({ type }) => type)).to.deep.equal([
      "start", "thinking-start", "thinking-delta", "thinking-end", "text-start", "text-delta", "text-end", "tool-start", "tool-end", "finish",
    ]);
  });

  it("leaves requests of another temperature alone, unless it is to keep all", async () => {
    for (const [anyTemperature, asked] of [[false, 2], [true, 1]] as const) {
      const { ask, requests } = scene(answer, { anyTemperature });
      for (const temperature of [1, 1]) await ask(aRequest({ temperature }));
      expect(requests).to.have.length(asked);
    }
  });

  const unfinished: Readonly<Record<string, StreamEvent>> = {
    "was interrupted": { type: "finish", stop: { reason: "interrupted" } },
    "was refused": { type: "finish", stop: { reason: "refusal" } },
    "was filtered": { type: "finish", stop: { reason: "content-filter" } },
    "was cut at the limit": { type: "finish", stop: { reason: "length" } },
    failed: { type: "error", error: new AinError("server", "No.") },
  };
  for (const [name, end] of Object.entries(unfinished)) {
    it(`keeps no answer that ${name}`, async () => {
      const { ask, requests } = scene([...answer.slice(0, 7), end]);
      for (const _ of [1, 2]) expect((await ask()).at(-1)).to.equal(end);
      expect(requests).to.have.length(2);
    });
  }

  it("keeps no answer that is too long, and none that nobody read to its end", async () => {
    const long = scene(answer, { maxLength: 50 });
    await long.ask();
    await long.ask();
    expect(long.requests).to.have.length(2);
  });

  it("goes without a store that fails, and tells of it", async () => {
    const broken = (): never => {
      throw new Error("disk full");
    };
    const { ask, requests, problems } = scene(answer, { store: { get: broken, put: broken } });
    expect(await ask()).to.deep.equal(answer);
    expect(await ask()).to.deep.equal(answer);
    expect(requests).to.have.length(2);
    expect(problems).to.have.length(4);
  });

  for (const damaged of ["", "no json", "{}", "[]", '[{"type":"text-delta"}]', "[1]", '[{"type":"finish","stop":{"reason":"refusal"}}]']) {
    it(`asks the model where what is kept is ${damaged === "" ? "empty" : damaged}`, async () => {
      const { ask, requests } = scene(answer, { store: { get: () => damaged, put: () => undefined } });
      expect(await ask()).to.deep.equal(answer);
      expect(requests).to.have.length(1);
    });
  }
});
