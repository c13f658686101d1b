import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { DataSource } from "typeorm";
import { loadNodeSqlite } from "../../../src/infra/sqlite/driver/load-node-sqlite.ts";
import { migrations } from "../../../src/infra/sqlite/migrations/migrate.ts";
import { openSessionStore } from "../../../src/infra/sqlite/open-session-store.ts";
import { SessionEntity } from "../../../src/infra/sqlite/session-entity.ts";
import { ToolExecutionEntity } from "../../../src/infra/sqlite/tool-execution-entity.ts";
import { failure } from "./failure.ts";
import { tempFile } from "./temp-file.ts";

const aRow = "INSERT INTO audit_log VALUES (1, 'at', 'tool', 'user', '{}', 'prev', 'hash')";

describe("the schema of the session store", () => {
  it("is what the entities say", async () => {
    const file = await newDatabase();
    const entities = [SessionEntity, ToolExecutionEntity];
    const source = new DataSource({ type: "sqlite", database: file, driver: loadNodeSqlite(), entities });
    await source.initialize();
    for (const { tableName, columns } of source.entityMetadatas) {
      const inFile = await source.query<ColumnInfo[]>(`PRAGMA table_info(${tableName})`);
      expect(inFile.map(({ name, type, notnull, pk }) => [name, type.toLowerCase(), notnull === 0, pk > 0])).to.have.deep.members(
        columns.map(({ databaseName, type, isNullable, isPrimary }) => [databaseName, type, isNullable, isPrimary]),
      );
    }
    await source.destroy();
  });

  it("has one version per migration and names each once", async () => {
    const raw = new DatabaseSync(await newDatabase());
    expect(raw.prepare("PRAGMA user_version").get()?.["user_version"]).to.equal(migrations.length);
    const names = raw.prepare("SELECT name FROM migrations ORDER BY id").all().map(({ name }) => name);
    expect(names).to.deep.equal(migrations.map((Migration) => new Migration().name));
    raw.close();
  });

  it("is not touched by opening it again", async () => {
    const file = await newDatabase();
    const before = readFileSync(file);
    await (await openSessionStore({ file })).close();
    expect(readFileSync(file).equals(before)).to.equal(true);
  });

  for (const [what, statements, seq] of [
    ["notes that an audit log of an older version has no rows yet", "", 0],
    ["keeps the note of an audit log of an older version", `${aRow}; INSERT INTO audit_head VALUES (1, 1, 'hash')`, 1],
    ["makes up no note where an audit log of an older version has lost it", aRow, undefined],
  ] as const) {
    it(what, async () => {
      const file = await newDatabase();
      const raw = new DatabaseSync(file);
      raw.exec("DELETE FROM audit_head; DELETE FROM migrations WHERE name LIKE 'NoteEmptyAuditLog%'; PRAGMA user_version = 2");
      raw.exec(statements);
      raw.close();
      const store = await openSessionStore({ file });
      expect((await store.audit.head())?.seq).to.equal(seq);
      await store.close();
    });
  }

  it("is made whole or not at all", async () => {
    const file = tempFile();
    const raw = new DatabaseSync(file);
    raw.exec("CREATE TABLE attachments (of_another_program)");
    raw.close();
    expect((await failure(openSessionStore({ file }))).code).to.equal("storage");
    const after = new DatabaseSync(file);
    const tables = after.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all();
    expect(tables.map(({ name }) => name)).to.deep.equal(["attachments"]);
    expect(after.prepare("PRAGMA user_version").get()?.["user_version"]).to.equal(0);
    after.close();
  });
});

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}

async function newDatabase(): Promise<string> {
  const file = tempFile();
  await (await openSessionStore({ file })).close();
  return file;
}
