import type { StreamEvent, Usage } from "@ainative-code/sdk";
import { inMemoryHost } from "@ainative-code/test-kit";
import { expect } from "chai";
import { soundUsage } from "../../../src/core/cost/sound-usage.ts";
import { usageRow } from "../../../src/core/cost/usage-row.ts";
import { singleAttempt } from "../../../src/core/providers/single-attempt.ts";
import type { ModelStream } from "../../../src/core/providers/model-stream.ts";
import { moneyScene, tiny, usage } from "../budget/money-scene.ts";

const start: StreamEvent = { type: "start", origin: { provider: "p", api: "", model: "m" } };

function reporting(reported: Usage): ModelStream {
  const provider = {
    id: "p",
    models: () => Promise.resolve([]),
    async *stream(): AsyncGenerator<StreamEvent> {
      yield* [start, { type: "text-delta", part: 0, text: "x".repeat(300) }, { type: "usage", usage: reported }] as const;
      yield { type: "finish", stop: { reason: "stop" }, usage: reported };
    },
  };
  return singleAttempt(provider, inMemoryHost({ plugin: "plugin-p" }));
}

async function all(events: AsyncIterable<StreamEvent>): Promise<readonly StreamEvent[]> {
  const seen: StreamEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

describe("usage that a server reports", () => {
  const scene = moneyScene();

  for (const [what, reported] of [
    ["fewer tokens than none", usage(10, -2_000_000)],
    ["half a token", usage(10, 0.5)],
    ["tokens without a number", usage(Number.NaN)],
    ["more tokens than any model takes", usage(1, 1e15)],
    ["more of the cache than there was input", { input: { total: 5, fresh: 0, cacheRead: 8, cacheWrite: 0 }, output: { total: 1 } }],
    ["more cache than input, made negative", { input: { total: 5, fresh: -3, cacheRead: 8, cacheWrite: 0 }, output: { total: 1 } }],
  ] as const) {
    it(`with ${what} counts as not reported, so that the answer is guessed and paid`, async () => {
      expect(soundUsage(reported)).to.equal(undefined);
      const one = scene.process({ usd: { day: 3 } });
      const events = await all(one.stream(reporting(reported))(tiny()));
      await one.spending.settled();
      const last = events.at(-1);
      expect(last).not.to.have.property("usage");
      expect(last?.type === "finish" && last.warnings?.join()).to.match(/not believed/);
      // 100 tokens of answer and one of input.
      expect(one.run.total).to.include({ nanoUsd: 1_001_000_000, basis: "guessed", unknown: 0 });
    });
  }

  it("with money that can't be has the cost of its tokens", async () => {
    for (const reportedUsd of [1e300, Number.POSITIVE_INFINITY, Number.NaN, -1, 1001]) {
      expect(soundUsage({ ...usage(1000), reportedUsd })).to.deep.equal(usage(1000));
    }
    const one = scene.process({ usd: { run: 1.5 } });
    await all(one.stream(reporting({ ...usage(1000), reportedUsd: 1e300 }))(tiny()));
    expect(one.run.total).to.include({ nanoUsd: 1e9, basis: "estimated" });
    expect(await one.ask(undefined, "cheap"), "later requests are made").to.equal("finish");
  });

  it("is passed on as it is where it can be", async () => {
    const sound = { ...usage(1000, 20), reportedUsd: 0.5 };
    const events = await all(reporting(sound)(tiny()));
    expect(events.slice(2)).to.deep.equal([{ type: "usage", usage: sound }, { type: "finish", stop: { reason: "stop" }, usage: sound }]);
  });

  it("never makes a row that spoils the sums", () => {
    const spend = { at: 0, model: { provider: "p", model: "m" }, usage: usage(-5, 1e300), basis: "estimated", nanoUsd: Number.POSITIVE_INFINITY, savedNanoUsd: Number.NaN } as const;
    expect(usageRow(spend, "s", "/p")).to.include({ inputFresh: 0, output: 0, nanoUsd: null, savedNanoUsd: 0 });
    expect(usageRow({ ...spend, nanoUsd: -1 }, "s", "/p").nanoUsd).to.equal(null);
  });
});
