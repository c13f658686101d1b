import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { openSqliteStore } from "../../../src/infra/response-cache/sqlite-store.ts";

const limits = { ttlMs: 1000, maxEntries: 100, maxBytes: 1000, now: () => 1_700_000_000_000 };

describe("the file of responses", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "responses-"));
    file = join(folder, "cache", "responses.db");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("serves the next process, and is for this user only", function () {
    {
      using store = openSqliteStore(file, limits);
      store.put("k", "answer");
    }
    using store = openSqliteStore(file, limits);
    expect(store.get("k")).to.equal("answer");
    if (process.platform !== "win32") expect(statSync(file).mode & 0o777).to.equal(0o600);
  });

  it("is shared by processes that have it open at the same time", () => {
    using one = openSqliteStore(file, limits);
    using other = openSqliteStore(file, limits);
    one.put("k", "answer");
    expect(other.get("k")).to.equal("answer");
  });

  it("is made anew where it is damaged", () => {
    openSqliteStore(file, limits)[Symbol.dispose]();
    writeFileSync(file, "this is no database, whatever its name says ".repeat(50));
    using store = openSqliteStore(file, limits);
    store.put("k", "answer");
    expect(store.get("k")).to.equal("answer");
  });

  it("of a newer program is left alone", () => {
    openSqliteStore(file, limits)[Symbol.dispose]();
    const database = new DatabaseSync(file);
    database.exec("PRAGMA user_version = 99");
    database.close();
    expect(() => openSqliteStore(file, limits)).to.throw("newer version");
  });
});
