import { statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { openSessionStore } from "../../../src/infra/sqlite/open-session-store.ts";
import { eachDriver } from "./each-driver.ts";
import { execution, base64, prompt, results, richAnswer, when, withFile } from "./sample-messages.ts";
import { sessionStoreConformance } from "./session-store-conformance.ts";
import { tempFile } from "./temp-file.ts";

eachDriver("session store", (driver) => {
  sessionStoreConformance((options) => openSessionStore({ ...options, driver }));

  it("reads what the other driver has written, and the other way round", async () => {
    const file = tempFile();
    const other = driver === "sqlite3" ? "node-sqlite" : "sqlite3";
    const given = [prompt("hello"), richAnswer, results(base64(9000, 1)), withFile(base64(80_000, 2))];
    const writer = await openSessionStore({ file, driver });
    await writer.create({ id: "s", title: "t", cwd: "/", createdAt: when });
    for (const message of given) await writer.append("s", message);
    await writer.recordTool("s", execution);
    await writer.close();
    const reader = await openSessionStore({ file, driver: other });
    expect((await reader.context("s")).map(({ message }) => message)).to.deep.equal(given);
    expect(await reader.tools("s")).to.deep.equal([execution]);
    expect((await reader.append("s", prompt("more"))).seq).to.equal(5);
    await reader.close();
  });

  it("keeps the same bytes once per session and large ones out of the messages", async () => {
    const file = tempFile();
    const store = await openSessionStore({ file, driver });
    await store.create({ id: "s", title: "t", cwd: "/", createdAt: when });
    const data = base64(50_000, 1);
    for (let i = 0; i < 3; i++) await store.append("s", withFile(data));
    await store.append("s", withFile(base64(3000, 1)));
    await store.close();
    const raw = new DatabaseSync(file);
    expect(raw.prepare("SELECT length(data) AS bytes FROM attachments").all().map((row) => row["bytes"])).to.deep.equal([50_000]);
    expect(raw.prepare("SELECT max(length(body)) AS longest FROM messages").get()?.["longest"]).to.be.lessThan(4500);
    raw.close();
  });

  it("finds what was said by its words, in messages there still are", async () => {
    const file = tempFile();
    const store = await openSessionStore({ file, driver });
    for (const id of ["s", "t"]) {
      await store.create({ id, title: "t", cwd: "/", createdAt: when });
      for (const message of [prompt("Where is it?"), richAnswer, results(base64(10, 1))]) await store.append(id, message);
    }
    await store.close();
    const raw = new DatabaseSync(file);
    const hits = (word: string): unknown[] =>
      raw.prepare(`SELECT m.session_id AS id FROM message_search JOIN messages m ON m.id = message_search.rowid
        WHERE message_search MATCH ?`).all(word).map((row) => row["id"]);
    expect(hits("needle")).to.have.members(["s", "t"]);
    expect(hits("haystack"), "results of tools are not searched").to.deep.equal([]);
    raw.exec("DELETE FROM sessions WHERE id = 's'");
    expect(hits("needle")).to.deep.equal(["t"]);
    raw.exec("UPDATE messages SET text = 'pin' WHERE text LIKE '%needle%'");
    expect([...hits("needle"), ...hits("pin")]).to.deep.equal(["t"]);
    raw.exec("INSERT INTO message_search (message_search, rank) VALUES ('integrity-check', 1)");
    expect(raw.prepare("SELECT count(*) AS n FROM attachments").get()?.["n"]).to.equal(0);
    raw.close();
  });

  it("makes folder and files for this user only", async () => {
    const file = tempFile("deep/er/sessions.db");
    const store = await openSessionStore({ file, driver });
    await store.create({ id: "s", title: "t", cwd: "/", createdAt: when });
    const modes = [dirname(file), file, `${file}-wal`].map((path) => statSync(path).mode & 0o777);
    expect(modes).to.deep.equal([0o700, 0o600, 0o600]);
    await store.close();
  });

  it("takes an empty file for a new database", async () => {
    const file = tempFile();
    new DatabaseSync(file).close();
    const store = await openSessionStore({ file, driver });
    expect(await store.list()).to.deep.equal([]);
    await store.close();
  });

  it("works in WAL mode and checks foreign keys", async () => {
    const file = tempFile();
    const store = await openSessionStore({ file, driver });
    let error: unknown;
    await store.recordTool("unknown", execution).catch((thrown: unknown) => { error = thrown; });
    expect(error).to.have.property("code", "storage");
    await store.close();
    const raw = new DatabaseSync(file);
    expect(raw.prepare("PRAGMA journal_mode").get()?.["journal_mode"]).to.equal("wal");
    raw.close();
  });
});
