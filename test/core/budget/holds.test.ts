import type { StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import type { BudgetSettings } from "../../../src/core/budget/limits.ts";
import { aRequest } from "../a-request.ts";
import { aDollar, moneyScene } from "./money-scene.ts";
import type { Process } from "./money-scene.ts";

/** 4,096 tokens of the model `dear`: $40.96 are set aside, and "[]" of the tools is a token more. */
const ask = (one: Process): AsyncGenerator<StreamEvent, void> => one.stream()(aRequest());

async function first(events: AsyncGenerator<StreamEvent, void>): Promise<string | undefined> {
  const { value } = await events.next();
  return value?.type === "error" ? value.error.code : value?.type;
}

describe("requests of several processes under one budget", () => {
  const scene = moneyScene();
  const usd = { day: 100 };
  const processes = (count: number, settings: Partial<BudgetSettings>): readonly Process[] =>
    Array.from({ length: count }, (_, index) => scene.process(settings, { session: `s${index}` }));

  it("that begin together are made as far as all of them can be paid", async () => {
    const requests = processes(6, { usd }).map((one) => ask(one));
    const seen = await Promise.all(requests.map(first));
    expect(seen.filter((type) => type === "start")).to.have.length(2);
    expect(seen.filter((type) => type === "budget")).to.have.length(4);
    for (const request of requests) await request.return();
  });

  it("count for each other from their beginning to their end, whatever the session", async () => {
    const [one, two, three] = processes(3, { usd });
    if (one === undefined || two === undefined || three === undefined) throw new Error("three");
    const [under, way] = [ask(one), ask(two)];
    expect([await first(under), await first(way)]).to.deep.equal(["start", "start"]);
    expect(await first(ask(three))).to.equal("budget");
    for await (const event of under) expect(event.type).to.equal("finish");
    await one.spending.settled();
    expect(await first(ask(three)), "a dollar is spent, and $40.96 are free again").to.equal("start");
    await way.return();
  });

  it("count for nobody in a budget that they do not share", async () => {
    const settings = { usd: { session: 50 } };
    const [one, two] = processes(2, settings);
    if (one === undefined || two === undefined) throw new Error("two");
    const [under, way] = [ask(one), ask(two)];
    expect([await first(under), await first(way)]).to.deep.equal(["start", "start"]);
    expect(await first(ask(scene.process(settings, { session: "s0" })))).to.equal("budget");
    await under.return();
    await way.return();
  });

  it("count no longer than an hour, where nobody says that they have ended", async () => {
    const [one, two] = processes(2, { usd: { day: 50 } });
    if (one === undefined || two === undefined) throw new Error("two");
    expect(await first(ask(one))).to.equal("start");
    expect(await first(ask(two))).to.equal("budget");
    scene.now += 3_600_001;
    expect(await first(ask(two))).to.equal("start");
  });

  it("leave nothing behind when they were refused, or ended", async () => {
    const one = scene.process({ usd });
    for (let round = 0; round < 3; round++) expect(await one.ask(aDollar)).to.equal("finish");
    expect(await first(ask(scene.process({ usd: { day: 10 } })))).to.equal("budget");
    await one.spending.settled();
    const { money } = scene.store();
    expect(await money.held({}, Number.MAX_SAFE_INTEGER, scene.now)).to.equal(0);
  });
});
