import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import type { AuditKind, TimedEvent } from "../../../src/core/audit/audit-log.ts";
import { firstPrev } from "../../../src/core/audit/chain.ts";
import { verifyAudit } from "../../../src/core/audit/verify.ts";
import type { Fault } from "../../../src/core/audit/verify.ts";
import { openSessionStore } from "../../../src/infra/sqlite/open-session-store.ts";
import type { OpenedStore } from "../../../src/infra/sqlite/open-session-store.ts";
import { eachDriver } from "./each-driver.ts";
import { output, start } from "./processes/start.ts";
import { tempFile } from "./temp-file.ts";

const event = (step: number, kind: AuditKind = "tool"): TimedEvent =>
  ({ at: `2026-01-01T00:00:0${step}.000Z`, kind, actor: "user", detail: { step, text: "Grüße 'x' \"y\"" } });

eachDriver("the audit log", (driver) => {
  let file: string;
  let store: OpenedStore;
  beforeEach(async () => {
    file = tempFile();
    store = await openSessionStore({ file, driver });
  });
  afterEach(async () => store.close());

  /** Five rows, tampered with by whoever can write to the file. */
  async function after(...statements: readonly string[]): Promise<Fault | undefined> {
    await store.audit.append([event(1), event(2)]);
    for (const step of [3, 4, 5]) await store.audit.append([event(step)]);
    const raw = new DatabaseSync(file);
    for (const statement of statements) raw.exec(statement);
    raw.close();
    return (await verifyAudit(store.audit)).fault;
  }

  it("chains its rows, whether they come together or one by one", async () => {
    expect(await after()).to.equal(undefined);
    const rows = await store.audit.list({ limit: 10 });
    expect(rows.map(({ seq }) => seq)).to.deep.equal([1, 2, 3, 4, 5]);
    expect(rows.map(({ prev }) => prev)).to.deep.equal([firstPrev, ...rows.slice(0, 4).map(({ hash }) => hash)]);
    expect(JSON.parse(rows[0]?.detail ?? "")).to.deep.equal(event(1).detail);
    expect(await verifyAudit(store.audit)).to.deep.equal({ rows: 5 });
  });

  it("is whole where nothing was written yet", async () => {
    expect(await verifyAudit(store.audit)).to.deep.equal({ rows: 0 });
  });

  for (const column of ["at", "kind", "actor", "detail", "hash"]) {
    it(`names the row whose ${column} was changed`, async () => {
      expect(await after(`UPDATE audit_log SET ${column} = ${column} || ' ' WHERE seq = 3`)).to.include({ seq: 3, what: "changed" });
    });
  }

  it("names the row that was removed, in the middle and at both ends", async () => {
    expect(await after("DELETE FROM audit_log WHERE seq = 3")).to.include({ seq: 3, what: "removed" });
  });

  it("misses the first row", async () => {
    expect(await after("DELETE FROM audit_log WHERE seq = 1")).to.include({ seq: 1, what: "removed" });
  });

  it("misses the last rows", async () => {
    expect(await after("DELETE FROM audit_log WHERE seq > 3")).to.include({ seq: 4, what: "removed" });
  });

  it("misses all rows", async () => {
    expect(await after("DELETE FROM audit_log")).to.include({ seq: 1, what: "removed" });
  });

  it("names a row that was removed although the others were moved up", async () => {
    const fault = await after("DELETE FROM audit_log WHERE seq = 3", "UPDATE audit_log SET seq = seq - 1 WHERE seq > 3");
    expect(fault).to.include({ seq: 3, what: "moved", message: "Row 3 was moved: it was written as row 4." });
  });

  it("names the first of rows in another order", async () => {
    const fault = await after(
      "UPDATE audit_log SET seq = 99 WHERE seq = 2",
      "UPDATE audit_log SET seq = 2 WHERE seq = 4",
      "UPDATE audit_log SET seq = 4 WHERE seq = 99",
    );
    expect(fault).to.include({ seq: 2, what: "moved", message: "Row 2 was moved: it was written as row 4." });
  });

  it("is not misled where the note of the last row is removed too", async () => {
    expect(await after("DELETE FROM audit_head", "DELETE FROM audit_log WHERE seq = 5")).to.include({ seq: 4, what: "removed" });
  });

  it("finds that all rows and the note of the last one were removed, whatever is written after", async () => {
    const fault = await after("DELETE FROM audit_log", "DELETE FROM audit_head");
    expect(fault).to.deep.equal({ seq: 1, what: "removed", message: "The note of the last row was removed, and any rows with it." });
    for (const step of [6, 7]) await store.audit.append([event(step)]);
    expect((await store.audit.list({ limit: 9 })).map(({ seq }) => seq)).to.deep.equal([1, 2]);
    await store.close();
    store = await openSessionStore({ file, driver });
    expect((await verifyAudit(store.audit)).fault).to.include({ seq: 2, what: "removed" });
  });

  it("goes on behind the last row where only the note was removed", async () => {
    await after("DELETE FROM audit_head");
    await store.audit.append([event(6)]);
    expect((await store.audit.list({ limit: 1 })).map(({ seq }) => seq)).to.deep.equal([6]);
    expect((await verifyAudit(store.audit)).fault).to.include({ seq: 6, what: "removed" });
  });

  for (const [seq, told] of [["0", 0], ["-7", -7], ["-9223372036854775808", Number.MIN_SAFE_INTEGER]] as const) {
    it(`names a row that was put in as number ${seq}`, async () => {
      const fault = await after(`INSERT INTO audit_log SELECT ${seq}, at, kind, actor, detail, prev, hash FROM audit_log WHERE seq = 5`);
      expect(fault).to.include({ seq: told, what: "added" });
      expect((await store.audit.list({ limit: 9 })).map((row) => row.seq)).to.deep.equal([told, 1, 2, 3, 4, 5]);
    });
  }

  it("names a row that was put in before any was written", async () => {
    const raw = new DatabaseSync(file);
    raw.exec("INSERT INTO audit_log VALUES (0, 'at', 'tool', 'user', '{}', 'prev', 'hash')");
    raw.close();
    const verdict = await verifyAudit(store.audit);
    expect(verdict).to.deep.equal({ rows: 1, fault: { seq: 0, what: "added", message: "Row 0 was put in: the first one is row 1." } });
  });

  it("is not led astray by the largest number there is", async () => {
    const fault = await after("INSERT INTO audit_log SELECT 9223372036854775807, at, kind, actor, detail, prev, hash FROM audit_log WHERE seq = 5");
    expect(fault).to.include({ seq: 6, what: "removed" });
  });

  it("names a row that was put in behind the last", async () => {
    const fault = await after("INSERT INTO audit_log SELECT 6, at, kind, actor, detail, prev, hash FROM audit_log WHERE seq = 5");
    expect(fault).to.include({ seq: 6 });
  });

  it("lists the last rows of a kind, since a moment", async () => {
    await store.audit.append([event(1), event(2, "key"), event(3), event(4, "key"), event(5, "key")]);
    const seqs = async (...args: Parameters<typeof store.audit.list>) => (await store.audit.list(...args)).map(({ seq }) => seq);
    expect(await seqs({ limit: 2 })).to.deep.equal([4, 5]);
    expect(await seqs({ limit: 9, kind: "key" })).to.deep.equal([2, 4, 5]);
    expect(await seqs({ limit: 9, kind: "key", since: "2026-01-01T00:00:03.000Z" })).to.deep.equal([4, 5]);
  });

  it("does not get in the way of messages that are written at the same moment", async () => {
    await store.create({ id: "s", title: "t", cwd: "/", createdAt: "2026-01-01T00:00:00.000Z" });
    const message = (id: string) => ({ id, role: "user" as const, createdAt: "2026-01-01T00:00:00.000Z", parts: [] });
    await Promise.all(Array.from({ length: 20 }, (_, i) => Promise.all([store.append("s", message(`m${i}`)), store.audit.append([event(1)])])));
    expect((await store.context("s")).length).to.equal(20);
    expect(await verifyAudit(store.audit)).to.deep.equal({ rows: 20 });
  });

  it("stays whole when several processes write at once", async () => {
    const running = [1, 2, 3].map(() => start("append-audit.ts", [file, driver]));
    for (const { lines } of running) expect((await lines.next()).value).to.equal("ready");
    const ends = await Promise.all(running.map((one) => {
      one.go();
      return output(one);
    }));
    expect(ends).to.deep.equal([["done"], ["done"], ["done"]]);
    expect(await verifyAudit(store.audit)).to.deep.equal({ rows: 120 });
  });
});
