import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { openSessionStore } from "../../../src/infra/sqlite/open-session-store.ts";
import { eachDriver } from "./each-driver.ts";
import { output, start, withOwnDisk } from "./processes/start.ts";
import type { Started } from "./processes/start.ts";
import { prompt, when } from "./sample-messages.ts";
import { failure } from "./failure.ts";
import { tempFile } from "./temp-file.ts";

const needsOwnDisk = "skipped: unshare may not make a file system here (apt install util-linux, or allow user namespaces)";

eachDriver("a bad day for the session store", (driver) => {
  const readContext = async (file: string): Promise<unknown> => {
    const store = await openSessionStore({ file, driver });
    try {
      return await store.context("s");
    } finally {
      await store.close();
    }
  };
  const withMessages = async (count: number): Promise<string> => {
    const file = tempFile();
    const store = await openSessionStore({ file, driver });
    await store.create({ id: "s", title: "t", cwd: "/", createdAt: when });
    for (let i = 0; i < count; i++) await store.append("s", prompt(`${i} ${"word ".repeat(200)}`));
    await store.close();
    return file;
  };

  it("leaves a database of a newer program as it is and says so", async () => {
    const file = await withMessages(1);
    const raw = new DatabaseSync(file);
    raw.exec("PRAGMA user_version = 99");
    raw.close();
    const before = readFileSync(file);
    const error = await failure(openSessionStore({ file, driver }));
    expect(error.code).to.equal("storage");
    expect(error.message).to.include(file).and.to.include("newer");
    expect(error.actions.join()).to.include("npm install");
    expect(readFileSync(file).equals(before)).to.equal(true);
  });

  it("names a file that is no database and tells how to move it away", async () => {
    const file = tempFile();
    writeFileSync(file, "This is a text. ".repeat(500));
    const error = await failure(openSessionStore({ file, driver }));
    expect(error.code).to.equal("storage");
    expect(error.message).to.include(file).and.to.include("damaged");
    expect(error.actions[0]).to.include("mv").and.to.include(`"${file}"*`);
    expect(error.actions[1]).to.include(".recover");
  });

  it("says that a database is damaged whose pages are", async () => {
    const file = await withMessages(40);
    const bytes = readFileSync(file);
    // All but the first page, which holds the schema.
    writeFileSync(file, bytes.fill(0xa5, 4096));
    const error = await failure(readContext(file));
    expect(error.code).to.equal("storage");
    expect(error.message).to.include("damaged");
  });

  it("says which message can't be read any more", async () => {
    const file = await withMessages(2);
    const raw = new DatabaseSync(file);
    raw.exec("UPDATE messages SET body = '{' WHERE seq = 2");
    raw.close();
    const store = await openSessionStore({ file, driver });
    const error = await failure(store.context("s"));
    expect([error.code, error.message]).to.deep.equal(["storage", `Message 2 of session s in ${file} is damaged.`]);
    expect(await store.page("s", { before: 2, limit: 1 })).to.have.length(1);
    await store.close();
  });

  it("waits for a lock of another process", async () => {
    const file = await withMessages(1);
    const store = await openSessionStore({ file, driver });
    const locking = await locked(file, "IMMEDIATE", 150);
    expect((await store.append("s", prompt("patient"))).seq).to.equal(2);
    await locking.ended;
    await store.close();
  });

  it("gives up on a lock after its time, and works when it is gone", async () => {
    const file = await withMessages(1);
    const store = await openSessionStore({ file, driver, busyTimeoutMs: 50 });
    const locking = await locked(file, "IMMEDIATE", 60_000);
    const error = await failure(store.append("s", prompt("refused")));
    expect([error.code, error.retryable]).to.deep.equal(["storage", true]);
    expect(error.message).to.include("locked").and.to.include(file);
    expect(await store.context("s"), "reading goes on").to.have.length(1);
    locking.child.kill("SIGKILL");
    await locking.ended;
    expect((await store.append("s", prompt("taken"))).seq).to.equal(2);
    await store.close();
  });

  it("says that a database is locked that can't be opened for it", async () => {
    const file = await withMessages(1);
    const locking = await locked(file, "EXCLUSIVE", 60_000);
    const error = await failure(openSessionStore({ file, driver, busyTimeoutMs: 50 }));
    expect(error.message).to.include("locked");
    locking.child.kill("SIGKILL");
    await locking.ended;
  });

  it("says where it can't write when the folder is none", async () => {
    const file = tempFile();
    writeFileSync(file, "");
    const error = await failure(openSessionStore({ file: join(file, "data", "sessions.db"), driver }));
    expect(error.code).to.equal("storage");
    expect(error.actions.join()).to.include("AINATIVE_CODE_HOME");
  });

  it("says where it can't write on a read-only disk", async function () {
    const file = tempFile();
    const within = withOwnDisk(dirname(file), "ro");
    if (within === undefined) return skip(this, needsOwnDisk);
    const error: unknown = JSON.parse((await output(start("open-once.ts", [file, driver], within))).join());
    expect(error).to.have.property("code", "storage");
    expect(error).to.have.property("message", `The session database ${file} can't be opened for writing.`);
  });

  it("keeps what was saved before the disk was full, and goes on when there is space again", async function () {
    const file = tempFile();
    const within = withOwnDisk(dirname(file), "size=1m");
    if (within === undefined) return skip(this, needsOwnDisk);
    const report = (await output(start("fill-disk.ts", [file, driver], within))).join();
    const { error, saved, readable, seq, inTheEnd } = JSON.parse(report) as DiskReport;
    expect(error).to.include({ code: "storage", message: `The disk is full: ${file} can't grow.` });
    expect([readable, seq, inTheEnd]).to.deep.equal([saved, saved + 1, saved + 1]);
  });
});

/** By another process, for locks of a file don't count between two copies of SQLite in one. */
async function locked(file: string, kind: "IMMEDIATE" | "EXCLUSIVE", milliseconds: number): Promise<Started> {
  const locking = start("lock-a-while.ts", [file, kind, String(milliseconds)]);
  expect((await locking.lines.next()).value).to.equal("locked");
  return locking;
}

interface DiskReport {
  readonly error: unknown;
  readonly saved: number;
  readonly readable: number;
  readonly seq: number;
  readonly inTheEnd: number;
}

function skip(test: Mocha.Context, reason: string): void {
  process.stdout.write(`${reason}\n`);
  test.skip();
}
