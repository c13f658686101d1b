import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import type { MoneyHold } from "../../../src/core/cost/money-holds.ts";
import { openSessionStore } from "../../../src/infra/sqlite/open-session-store.ts";
import type { OpenedStore } from "../../../src/infra/sqlite/open-session-store.ts";
import { eachDriver } from "./each-driver.ts";
import { tempFile } from "./temp-file.ts";

const aHold = (changes: Partial<MoneyHold> = {}): MoneyHold => ({ sessionId: "s", project: "/p", nanoUsd: 5, at: 100, until: 200, ...changes });
const all = Number.MAX_SAFE_INTEGER;

eachDriver("money set aside", (driver) => {
  let file: string;
  let stores: OpenedStore[];
  const open = async (): Promise<OpenedStore> => {
    const store = await openSessionStore({ file, driver });
    stores.push(store);
    return store;
  };
  beforeEach(() => {
    file = tempFile();
    stores = [];
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
  });

  it("is seen by others that come later, of the same project or session, until it is released", async () => {
    const [{ money: one }, { money: other }] = [await open(), await open()];
    const first = await one.hold(aHold());
    const second = await other.hold(aHold({ sessionId: "t", project: "/q", nanoUsd: 7 }));
    expect(second).to.be.greaterThan(first);
    expect([await other.held({}, second, 100), await one.held({}, first, 100)]).to.deep.equal([5, 0]);
    expect([await one.held({ project: "/q" }, all, 100), await one.held({ session: "s" }, all, 100)]).to.deep.equal([7, 5]);
    await one.release(first);
    await one.release(first);
    expect(await other.held({}, all, 100)).to.equal(7);
  });

  it("is held by each of several at once under a number of its own", async () => {
    const opened = await Promise.all([1, 2, 3].map(open));
    const ids = await Promise.all(opened.flatMap(({ money }) => Array.from({ length: 5 }, async () => money.hold(aHold({ nanoUsd: 1 })))));
    expect(new Set(ids).size).to.equal(15);
    const seen = await Promise.all(ids.map(async (id) => opened[0]?.money.held({}, id, 100)));
    expect(seen.toSorted((a = 0, b = 0) => a - b)).to.deep.equal(ids.map((_, index) => index));
  });

  it("counts for nobody after its end, and goes away", async () => {
    const { money } = await open();
    await money.hold(aHold());
    expect([await money.held({}, all, 199), await money.held({}, all, 200)]).to.deep.equal([5, 0]);
    await money.hold(aHold({ at: 200, until: 300, nanoUsd: 3 }));
    expect(await money.held({}, all, 100)).to.equal(3);
  });

  it("is taken away where its process is gone", async () => {
    const { money } = await open();
    await money.hold(aHold());
    const raw = new DatabaseSync(file);
    raw.exec("UPDATE money_holds SET start_token = 'another process with this pid'");
    await money.hold(aHold({ nanoUsd: 3 }));
    expect(await money.held({}, all, 100)).to.equal(3);
    expect(raw.prepare("SELECT count(*) AS rows FROM money_holds").get()?.["rows"]).to.equal(1);
    raw.close();
  });
});
