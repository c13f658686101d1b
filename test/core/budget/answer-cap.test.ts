import type { ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import { noticeOfAnswer } from "../../../src/core/agent/stop-outcome.ts";
import { BudgetSlice } from "../../../src/core/budget/budget-slice.ts";
import { budgeted } from "../../../src/core/budget/budgeted-stream.ts";
import { nextRequest } from "../../../src/core/budget/next-request.ts";
import { aRequest } from "../a-request.ts";
import { moneyScene, usage } from "./money-scene.ts";
import type { Process } from "./money-scene.ts";

const start: StreamEvent = { type: "start", origin: { provider: "p", api: "", model: "m" } };

/** What was sent, and the last event of an answer that was cut after so many tokens. */
async function sent(one: Process, request: Partial<ProviderRequest>, output = 1, model = "dear"): Promise<{ request: ProviderRequest | undefined; last: StreamEvent | undefined }> {
  let [seen, last]: [ProviderRequest | undefined, StreamEvent | undefined] = [undefined, undefined];
  const stream = one.stream(async function* vendor(asked) {
    seen = asked;
    yield start;
    yield { type: "finish", stop: { reason: "length" }, usage: usage(1, output) };
  }, model);
  for await (const event of stream(aRequest(request))) last = event;
  return { request: seen, last };
}

describe("the length of an answer under a budget", () => {
  const scene = moneyScene();

  it("is what is left of it buys, and told to be so", async () => {
    const { request } = await sent(scene.process({ usd: { run: 51.001 } }), {});
    expect(request).to.include({ maxOutputTokens: 5100, limitedBy: "budget" });
  });

  it("is that of the tightest budget, less what others are taking", async () => {
    const one = scene.process({ usd: { run: 100.001, day: 120.001 } });
    // $100.001 less $40.961 set aside for the other, and a tenth of a cent for "[]", the tools.
    const held = one.stream(async function* slow() { yield* []; yield start; })(aRequest({ maxOutputTokens: 4096 }));
    await held.next();
    expect((await sent(one, {})).request).to.include({ maxOutputTokens: 5903 });
    await held.return();
    expect((await sent(one, {})).request).to.include({ maxOutputTokens: 9998 });
  });

  it("is left alone without a budget, where all the model may say is left, and where nobody knows the price", async () => {
    for (const [usd, model] of [[{}, "dear"], [{ run: 1000 }, "dear"], [{ run: 100 }, "cheap"], [{ run: 0.01 }, "who"], [{ run: 0.01 }, "free"]] as const) {
      const { request } = await sent(scene.process({ usd }), {}, 1, model);
      expect(request, model).not.to.have.any.keys("maxOutputTokens", "limitedBy");
    }
    const own = await sent(scene.process({ usd: { run: 51.001 } }), { maxOutputTokens: 5000 });
    expect(own.request).to.include({ maxOutputTokens: 5000 }).and.not.have.property("limitedBy");
  });

  it("is never shorter than what is set aside for it: the request is not made then", async () => {
    expect((await sent(scene.process({ usd: { run: 40.97 } }), {})).request).to.include({ maxOutputTokens: 4096 });
    const { request, last } = await sent(scene.process({ usd: { run: 40.95 } }), {});
    expect(request).to.equal(undefined);
    expect(last?.type).to.equal("error");
  });

  it("leaves room for input that is dearer to keep in the cache", () => {
    const prices = [{ input: 1000, output: 10_000, cacheWrite: 2000 }];
    const request = aRequest({ system: ["x".repeat(2998)] });
    expect(nextRequest(request, { prices, maxOutput: 100_000 }, 0).answerFor(100e9)).to.equal(9800);
    expect(nextRequest(request, { prices, maxOutput: 9000 }, 0).answerFor(100e9)).to.equal(undefined);
  });

  it("is told of an answer that was cut for it, and of no other", async () => {
    const cut = await sent(scene.process({ usd: { run: 51.001 } }), {}, 5095);
    expect(cut.last).to.deep.include({ stop: { reason: "length", detail: { budget: "of this run", maxOutputTokens: 5100 } } });
    if (cut.last?.type !== "finish") throw new Error("no end");
    expect(noticeOfAnswer({ stop: cut.last.stop, parts: [] })).to.match(/beyond the budget of this run\. Allow more/);
    const otherwise = await sent(scene.process({ usd: { run: 51.001 } }), {}, 900);
    expect(otherwise.last).to.deep.include({ stop: { reason: "length" } });
    expect(noticeOfAnswer({ stop: { reason: "length" }, parts: [] })).to.include("chat.maxOutputTokens");
  });

  it("is that of a sub-agent where it may spend less than the one that pays", async () => {
    const one = scene.process({ usd: { run: 80 } });
    const clock = { now: () => scene.now };
    const prices = [{ input: 1000, output: 10_000 }];
    const capOf = async (usd: number): Promise<unknown> => {
      const slice = new BudgetSlice({ payer: one.spending, usd, onUnknownPrice: "allow", prices: () => Promise.resolve(() => ({ prices })), clock });
      let seen: ProviderRequest | undefined;
      const stream = budgeted(async function* vendor(request) { seen = request; yield* []; }, { provider: "p", model: "dear" }, slice);
      for await (const event of stream(aRequest())) expect(event.type).to.equal("none");
      return seen?.maxOutputTokens;
    };
    expect([await capOf(60.001), await capOf(100)]).to.deep.equal([6000, 7999]);
  });
});
