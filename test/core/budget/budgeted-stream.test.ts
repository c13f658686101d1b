import { AinError } from "@ainative-code/sdk";
import type { StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import type { UsageLog } from "../../../src/core/cost/usage-log.ts";
import { retrying } from "../../../src/core/providers/retry.ts";
import { fakeClock } from "../fake-clock.ts";
import { inTimeZone } from "../in-time-zone.ts";
import { aDollar, moneyScene, tiny, usage } from "./money-scene.ts";

const overloaded: StreamEvent = { type: "error", error: new AinError("overloaded", "Busy.") };
const failing = (message: string) => () => Promise.reject(new AinError("storage", message));

async function last(events: AsyncIterable<StreamEvent>): Promise<StreamEvent | undefined> {
  let seen: StreamEvent | undefined;
  for await (const event of events) seen = event;
  return seen;
}

describe("a request that is paid for", () => {
  const scene = moneyScene();
  const rows = async (): Promise<readonly unknown[]> =>
    (await scene.store().usage.buckets({})).map(({ model, requests, estimatedNanoUsd, guessedNanoUsd, unknown }) =>
      [model, requests, (estimatedNanoUsd + guessedNanoUsd) / 1e9, unknown]);

  it("asks the disk for nothing before it is made, where there is no budget", async () => {
    const one = scene.process();
    const events = one.stream()(tiny());
    await events.next();
    expect(scene.opened).to.equal(0);
    await last(events);
    await one.spending.settled();
    expect(await rows()).to.deep.equal([["dear", 1, 1, 0]]);
    expect(one.run.total).to.include({ requests: 1, nanoUsd: 1e9, basis: "estimated" });
  });

  it("is not made where it would go beyond the budget, and the next one is where that was raised", async () => {
    const one = scene.process({ usd: { run: 2.5 } });
    expect([await one.ask(), await one.ask(), await one.ask()]).to.deep.equal(["finish", "finish", "finish"]);
    let made = false;
    const event = await last(one.stream(async function* never() { made = true; yield* aDollar; })(tiny()));
    expect(made).to.equal(false);
    expect(event?.type === "error" && event.error.toJSON()).to.deep.include({ code: "budget", retryable: false });
    one.spending.use({ usd: { run: 5 }, projectPeriod: "month", onUnknownPrice: "allow", warnAt: 0.8 });
    expect(await one.ask()).to.equal("finish");
    expect(one.run.total.requests).to.equal(4);
  });

  it("has a reserve for its answer: as much as it may say, and no more than is usual", async () => {
    const one = scene.process({ usd: { run: 20 } });
    const asked = async (maxOutputTokens?: number): Promise<string | undefined> =>
      (await last(one.stream()(tiny(maxOutputTokens === undefined ? { maxOutputTokens: 1_000_000 } : { maxOutputTokens }))))?.type;
    expect(await asked(1900)).to.equal("finish");
    expect(await asked(1900)).to.equal("error");
    expect(await asked()).to.equal("error");
    const wide = scene.process({ usd: { run: 41 } });
    expect((await last(wide.stream()(tiny({ maxOutputTokens: 1_000_000 }))))?.type).to.equal("finish");
  });

  it("keeps what is set aside from another one at the same time", async () => {
    const one = scene.process({ usd: { day: 1 } });
    const results = await Promise.all([60, 60].map(async (maxOutputTokens) => last(one.stream()(tiny({ maxOutputTokens })))));
    expect(results.map((event) => event?.type)).to.have.members(["error", "finish"]);
    const again = scene.process({ usd: { day: 3 } });
    expect(await again.ask()).to.equal("finish");
  });

  it("waits where only others on their way stand against it, and no longer than they are", async () => {
    const one = scene.process({ usd: { run: 2.7 } });
    const order: string[] = [];
    const results = await Promise.all(
      [1, 2, 3, 4].map(async (number) => {
        const type = (await last(one.stream(async function* noted() { order.push(`made ${String(number)}`); yield* aDollar; })(tiny({ maxOutputTokens: 150 }))))?.type;
        return type;
      }),
    );
    expect(results).to.have.members(["finish", "finish", "error", "error"]);
    expect(order).to.have.length(2);
    expect(one.run.total.nanoUsd).to.equal(2e9);
  });

  it("waits no more once it is stopped", async () => {
    const one = scene.process({ usd: { run: 1 } });
    const under = one.stream()(tiny({ maxOutputTokens: 60 }));
    await under.next();
    const stop = new AbortController();
    const waiting = last(one.stream()(tiny({ maxOutputTokens: 60, signal: stop.signal })));
    stop.abort();
    const event = await waiting;
    expect(event?.type === "error" && event.error.message).to.include("requests that are on their way may take $0.60");
    await under.return();
  });

  it("gives back what was set aside when it failed", async () => {
    const one = scene.process({ usd: { run: 1 } });
    for (let round = 0; round < 3; round++) {
      expect((await last(one.stream([overloaded])(tiny({ maxOutputTokens: 60 }))))?.type).to.equal("error");
    }
    expect((await last(one.stream([...aDollar])(tiny({ maxOutputTokens: 60 }))))?.type).to.equal("finish");
    expect(one.run.total.requests).to.equal(1);
  });

  it("is counted for each attempt, also for one that failed, of whichever model", async () => {
    const one = scene.process();
    let attempt = 0;
    const stream = one.stream(async function* flaky() {
      attempt += 1;
      if (attempt === 1) yield* [{ type: "usage", usage: usage(500) }, overloaded] as const;
      else yield* aDollar;
    });
    expect((await last(retrying(stream, fakeClock())(tiny())))?.type).to.equal("finish");
    await one.ask(aDollar, "cheap");
    expect(one.run.models.map(({ model, requests, nanoUsd }) => [model, requests, nanoUsd / 1e9])).to.deep.equal([["p/dear", 2, 1.5], ["p/cheap", 1, 0.001]]);
    expect(await rows()).to.deep.equal([["dear", 2, 1.5, 0], ["cheap", 1, 0.001, 0]]);
  });

  it("is counted by a guess where it was stopped before it told its tokens", async () => {
    const one = scene.process();
    const begun: readonly StreamEvent[] = [...aDollar.slice(0, 1), { type: "text-delta", part: 0, text: "x".repeat(30) }, ...aDollar.slice(1)];
    const events = one.stream(begun)(tiny());
    await events.next();
    await events.next();
    await events.return();
    await one.spending.settled();
    const [row] = await scene.store().usage.buckets({});
    // "[]" of the tools is a token of input.
    expect(row).to.deep.include({ requests: 1, output: 10, inputFresh: 1, guessedNanoUsd: 101_000_000, estimatedNanoUsd: 0 });
  });

  it("tells the cost of just this answer", async () => {
    const one = scene.process();
    const event = await last(one.stream()(tiny()));
    expect(event?.type === "finish" && one.spending.costOf(event.usage)).to.deep.equal({ usd: 1, basis: "estimated" });
    expect(one.spending.costOf(usage(1000))).to.equal(undefined);
  });

  it("has the price of the model that has answered, where that is known", async () => {
    const one = scene.process();
    const answeredBy = (responseModel: string): readonly StreamEvent[] =>
      [{ type: "start", origin: { provider: "p", api: "", model: "m", responseModel } }, ...aDollar.slice(1)];
    await one.ask(answeredBy("cheap"), "deployment");
    await one.ask(answeredBy("dear-2026-01-01"), "dear");
    expect(one.run.models.map(({ model, nanoUsd }) => [model, nanoUsd / 1e9])).to.deep.equal([["p/deployment", 0.001], ["p/dear", 1]]);
  });

  describe("without a known price", () => {
    it("is let through with one warning, and stops where the budget is spent", async () => {
      const one = scene.process({ usd: { run: 1 }, warnAt: 1 });
      expect([await one.ask(aDollar, "who"), await one.ask(aDollar, "who")]).to.deep.equal(["finish", "finish"]);
      expect(one.spending.takeNotices()).to.deep.equal(["Nobody knows the price of p/who: what it costs is not counted against any budget."]);
      expect(one.run.total).to.include({ unknown: 2, nanoUsd: 0, basis: undefined });
      expect(await rows()).to.deep.equal([["who", 2, 0, 2]]);
      expect([await one.ask(), await one.ask(aDollar, "who")]).to.deep.equal(["finish", "budget"]);
    });

    it("is refused where that is wished", async () => {
      const one = scene.process({ usd: { run: 1 }, onUnknownPrice: "refuse" });
      expect(await one.ask(aDollar, "who")).to.equal("budget");
      expect(await one.ask(aDollar, "free")).to.equal("finish");
    });
  });

  it("that costs nothing is made whatever is spent", async () => {
    const one = scene.process({ usd: { run: 1.01 } });
    await one.ask();
    expect(await one.ask()).to.equal("budget");
    expect(await one.ask(aDollar, "free")).to.equal("finish");
  });

  describe("and a budget", () => {
    it("of a turn begins anew with each", async () => {
      const one = scene.process({ usd: { turn: 1.5 } });
      expect([await one.ask(), await one.ask()]).to.deep.equal(["finish", "finish"]);
      expect(await one.ask()).to.equal("budget");
      one.spending.beginTurn();
      expect(await one.ask()).to.equal("finish");
      expect(one.spending.turn.total.requests).to.equal(1);
    });

    it("of a session holds in every process that goes on with it, and in no other session", async () => {
      const usd = { session: 1.5 };
      await scene.process({ usd }).ask();
      await scene.process({ usd }).ask();
      expect(await scene.process({ usd }).ask()).to.equal("budget");
      expect(await scene.process({ usd }, { session: "t" }).ask()).to.equal("finish");
    });

    it("of a day is shared by processes that run side by side", async () => {
      const usd = { day: 2.5 };
      const [one, other] = [scene.process({ usd }, { session: "s" }), scene.process({ usd }, { session: "t" })];
      expect([await one.ask(), await other.ask(), await one.ask()]).to.deep.equal(["finish", "finish", "finish"]);
      expect([await other.ask(), await one.ask()]).to.deep.equal(["budget", "budget"]);
    });

    it("of a day begins anew at midnight of local time, with a warning of its own", async () => {
      using _ = inTimeZone("America/New_York");
      scene.now = Date.parse("2026-05-06T03:59:59Z");
      const one = scene.process({ usd: { day: 1.01 } });
      expect([await one.ask(), await one.ask()]).to.deep.equal(["finish", "budget"]);
      expect(one.spending.takeNotices()).to.deep.equal(["99 % of the budget of today are spent: $1.00 of $1.01."]);
      scene.now += 1000;
      expect(await one.ask()).to.equal("finish");
      expect(one.spending.takeNotices()).to.have.length(1);
      expect(await one.ask()).to.equal("budget");
    });

    it("of a project counts a calendar month, or all of it, and nothing of other projects", async () => {
      const usd = { project: 1.01 };
      const ask = async (projectPeriod: "month" | "total", project = "/p"): Promise<string> => scene.process({ usd, projectPeriod }, { project }).ask();
      expect([await ask("month"), await ask("month"), await ask("month", "/q")]).to.deep.equal(["finish", "budget", "finish"]);
      scene.now = Date.parse("2026-06-05T12:00:00Z");
      expect([await ask("total"), await ask("month")]).to.deep.equal(["budget", "finish"]);
    });

    it("warns once, again where more than all of it is spent, and where it was raised", async () => {
      const one = scene.process({ usd: { run: 1.2 } });
      await one.ask();
      expect(one.spending.takeNotices()).to.deep.equal(["83 % of the budget of this run are spent: $1.00 of $1.20."]);
      await one.ask();
      expect(one.spending.takeNotices()).to.deep.equal(["166 % of the budget of this run are spent: $2.00 of $1.20."]);
      expect(await one.ask()).to.equal("budget");
      expect(one.spending.takeNotices()).to.deep.equal([]);
      one.spending.use({ usd: { run: 2.2 }, projectPeriod: "month", onUnknownPrice: "allow", warnAt: 0.8 });
      await one.ask();
      expect(one.spending.takeNotices().map((text) => text.slice(0, 5))).to.deep.equal(["90 % ", "136 %"]);
    });

    it("says which models took how much of it, the dearest first", async () => {
      await scene.process({}, { session: "t" }).ask(aDollar, "cheap");
      const one = scene.process({ usd: { day: 1.01 } });
      await one.ask();
      const event = await last(one.stream()(tiny({ maxOutputTokens: 60 })));
      expect(event?.type === "error" && event.error.message).to.equal(
        "The budget of today is $1.01, and $1.00 are spent: p/dear $1.00 in 1 request, p/cheap $0.001 in 1 request; the next request may take $0.601. All is saved.",
      );
    });
  });

  describe("where the disk fails", () => {
    it("is not made, for nobody knows what is left", async () => {
      expect(await scene.process({ usd: { day: 1 } }, { log: failing("The disk is gone.") }).ask()).to.equal("storage");
    });

    it("is made without a budget, and told to be missing from the record, once", async () => {
      const one = scene.process({}, { log: failing("The disk is full.") });
      expect([await one.ask(), await one.ask()]).to.deep.equal(["finish", "finish"]);
      expect(one.spending.takeNotices()).to.deep.equal(["What was spent is missing from the record: The disk is full."]);
    });

    it("still counts what could not be written", async () => {
      const { usage: log } = scene.store();
      const broken: UsageLog = { append: failing("The disk is full."), sum: async (...args) => log.sum(...args), buckets: async (...args) => log.buckets(...args) };
      const one = scene.process({ usd: { day: 1.01 } }, { log: () => Promise.resolve(broken) });
      expect([await one.ask(), await one.ask()]).to.deep.equal(["finish", "budget"]);
    });
  });
});
