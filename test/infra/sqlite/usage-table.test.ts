import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import type { UsageRow } from "../../../src/core/cost/usage-log.ts";
import { openSessionStore } from "../../../src/infra/sqlite/open-session-store.ts";
import type { OpenedStore } from "../../../src/infra/sqlite/open-session-store.ts";
import { eachDriver } from "./each-driver.ts";
import { tempFile } from "./temp-file.ts";

const noon = Date.parse("2026-05-05T12:00:00Z");
const row = (changes: Partial<UsageRow> = {}): UsageRow => ({
  at: noon,
  sessionId: "session-1",
  project: "/p",
  provider: "v",
  model: "a/m",
  inputFresh: 10,
  cacheRead: 20,
  cacheWrite: 5,
  cacheWrite1h: 2,
  output: 7,
  thinking: 3,
  nanoUsd: 1_000,
  basis: "estimated",
  savedNanoUsd: 40,
  ...changes,
});

eachDriver("what was spent", (driver) => {
  let file: string;
  let store: OpenedStore;
  beforeEach(async () => {
    file = tempFile();
    store = await openSessionStore({ file, driver });
  });
  afterEach(async () => store.close());

  const append = async (...rows: readonly UsageRow[]): Promise<void> => {
    for (const one of rows) await store.usage.append(one);
  };

  it("is summed up by model, session and quarter of an hour, with what is not known apart", async () => {
    await store.create({ id: "session-1", title: "Fix it", cwd: "/p", createdAt: "2026-05-05T00:00:00.000Z" });
    await append(row(), row({ at: noon + 899_999, basis: "guessed" }), row({ nanoUsd: null }), row({ basis: "reported", nanoUsd: 0 }), row({ at: noon + 900_000 }));
    const buckets = await store.usage.buckets({});
    expect(buckets).to.have.length(2);
    expect(buckets[0]).to.deep.equal({
      at: noon,
      sessionId: "session-1",
      title: "Fix it",
      project: "/p",
      provider: "v",
      model: "a/m",
      requests: 4,
      unknown: 1,
      inputFresh: 40,
      cacheRead: 80,
      cacheWrite: 20,
      cacheWrite1h: 8,
      output: 28,
      thinking: 12,
      savedNanoUsd: 160,
      reportedNanoUsd: 0,
      estimatedNanoUsd: 1000,
      guessedNanoUsd: 1000,
    });
    expect(buckets[1]).to.deep.include({ at: noon + 900_000, requests: 1 });
  });

  it("is found by time, project and the beginning of a session's id, of which no character means another", async () => {
    await append(row(), row({ at: noon + 1, project: "/q" }), row({ at: noon + 2, sessionId: "session-2" }), row({ sessionId: "%_" }));
    const count = async (filter: Parameters<typeof store.usage.buckets>[0]): Promise<number> =>
      (await store.usage.buckets(filter)).reduce((sum, { requests }) => sum + requests, 0);
    expect(await count({ since: noon + 1 })).to.equal(2);
    expect(await count({ until: noon + 1 })).to.equal(2);
    expect(await count({ since: noon + 1, until: noon + 2 })).to.equal(1);
    expect(await count({ project: "/q" })).to.equal(1);
    expect(await count({ session: "session" })).to.equal(3);
    expect(await count({ session: "session-2" })).to.equal(1);
    expect(await count({ session: "%" })).to.equal(1);
    expect(await count({ session: "x" })).to.equal(0);
  });

  it("is summed up from where the last sum ended", async () => {
    expect(await store.usage.sum({}, 0)).to.deep.equal({ nanoUsd: 0, lastId: 0 });
    await append(row(), row({ nanoUsd: null }), row({ project: "/q", nanoUsd: 5 }));
    const all = await store.usage.sum({}, 0);
    expect(all).to.deep.equal({ nanoUsd: 1005, lastId: 3 });
    expect(await store.usage.sum({ project: "/q" }, 0)).to.deep.equal({ nanoUsd: 5, lastId: 3 });
    expect(await store.usage.sum({ session: "session-1", since: noon + 1 }, 0)).to.deep.equal({ nanoUsd: 0, lastId: 0 });
    await append(row({ nanoUsd: 7 }));
    expect(await store.usage.sum({}, all.lastId)).to.deep.equal({ nanoUsd: 7, lastId: 4 });
    expect(await store.usage.sum({}, 4)).to.deep.equal({ nanoUsd: 0, lastId: 4 });
  });

  it("is exact for sums as large as a company's", async () => {
    await append(row({ nanoUsd: 4_000_000_000_000_001 }), row({ nanoUsd: 4_000_000_000_000_002 }));
    expect((await store.usage.sum({}, 0)).nanoUsd).to.equal(8_000_000_000_000_003);
  });

  it("outlives its session, without its title", async () => {
    await store.create({ id: "session-1", title: "Gone soon", cwd: "/p", createdAt: "2026-05-05T00:00:00.000Z" });
    await append(row());
    const raw = new DatabaseSync(file);
    raw.exec("PRAGMA foreign_keys = ON; DELETE FROM sessions");
    raw.close();
    expect(await store.usage.buckets({})).to.have.length(1);
    expect((await store.usage.buckets({}))[0]).to.include({ title: null, sessionId: "session-1" });
  });

  it("may be written by several processes at once", async () => {
    const others = await Promise.all([1, 2, 3].map(async () => openSessionStore({ file, driver })));
    await Promise.all(others.map(async ({ usage }) => {
      for (let count = 0; count < 20; count++) await usage.append(row());
    }));
    for (const one of others) await one.close();
    expect((await store.usage.sum({}, 0)).nanoUsd).to.equal(60_000);
  });

  it("gets a place in a database of an older version, and leaves what is there as it is", async () => {
    await store.create({ id: "old", title: "Old", cwd: "/", createdAt: "2026-05-05T00:00:00.000Z" });
    await store.close();
    const raw = new DatabaseSync(file);
    raw.exec("DROP TABLE usage; DELETE FROM migrations WHERE name LIKE 'CreateUsage%'; PRAGMA user_version = 3");
    raw.close();
    store = await openSessionStore({ file, driver });
    await append(row());
    expect((await store.list()).map(({ id }) => id)).to.deep.equal(["old"]);
    expect((await store.usage.sum({}, 0)).nanoUsd).to.equal(1000);
  });
});
