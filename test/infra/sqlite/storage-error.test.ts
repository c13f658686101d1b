import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { AinError } from "@ainative-code/sdk";
import { namedSqliteError } from "../../../src/infra/sqlite/driver/named-sqlite-error.ts";
import { storageError } from "../../../src/infra/sqlite/storage-error.ts";
import { tempFile } from "./temp-file.ts";

const file = "/data/sessions.db";

describe("the storage error", () => {
  for (const [code, sentence] of [
    ["SQLITE_NOTADB", "damaged"],
    ["SQLITE_CORRUPT", "damaged"],
    ["SQLITE_BUSY", "locked"],
    ["SQLITE_FULL", "full"],
    ["ENOSPC", "full"],
    ["EDQUOT", "full"],
    ["SQLITE_READONLY", "opened for writing"],
    ["SQLITE_CANTOPEN", "opened for writing"],
    ["EACCES", "opened for writing"],
    ["EROFS", "opened for writing"],
    ["SQLITE_IOERR", "disk failed"],
  ] as const) {
    it(`tells a person what ${code} means, of which file, and what to do`, () => {
      const cause = Object.assign(new Error("low-level words"), { code });
      const error = storageError(file, cause);
      expect(error).to.include({ code: "storage", cause });
      expect(error.message).to.include(sentence).and.to.include(file).and.not.to.include("low-level");
      expect(error.actions).not.to.deep.equal([]);
    });
  }

  it("keeps the words of what it doesn't know", () => {
    const { message } = storageError(file, new Error("no such table: x"));
    expect(message).to.equal(`The session database ${file} failed: no such table: x`);
  });

  it("lets an error through that says all already", () => {
    const error = new AinError("invalid-input", "so it is");
    expect(storageError(file, error)).to.equal(error);
  });

  it("is made of the errors that Node's SQLite really throws", () => {
    const database = new DatabaseSync(tempFile());
    database.exec("CREATE TABLE t (x UNIQUE); PRAGMA max_page_count = 4");
    const thrownBy = (statement: string): unknown => {
      try {
        database.exec(statement);
      } catch (error) {
        return namedSqliteError(error);
      }
      return undefined;
    };
    expect(thrownBy("INSERT INTO t VALUES (1), (1)")).to.have.property("code", "SQLITE_CONSTRAINT");
    expect(thrownBy("SELECT nonsense")).to.have.property("code", "SQLITE_ERROR");
    expect(storageError(file, thrownBy("INSERT INTO t VALUES (randomblob(90000))")).message).to.include("full");
    database.close();
  });
});
