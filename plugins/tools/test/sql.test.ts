import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import type { Host, ToolContext } from "@ainative-code/sdk";
import { runSql } from "../src/run-sql.ts";
import sql from "../src/sql.ts";
import { oneFileOnly } from "../src/sql/one-file.ts";
import { withTools } from "./with-tools.ts";
import { itemsAsTable } from "./items-as-table.ts";

const infinite = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)";

describe("sql", () => {
  let config: Record<string, unknown> = {};
  const bench = withTools(() => {
    const host: Partial<Host> = { config };
    if (isHost(host)) return host;
    throw new Error("no host");
  });
  const database = "shop.db";
  const ask = (query: string, more: object = {}): Promise<string> => bench.ask(sql, { database, query, ...more });
  const failure = (query: string, more: object = {}): Promise<string> => bench.failure(sql, { database, query, ...more });
  const direct = <T>(use: (open: DatabaseSync) => T): T => {
    const open = new DatabaseSync(join(bench.cwd, database));
    try {
      return use(open);
    } finally {
      open.close();
    }
  };
  const count = (): unknown => direct((open) => open.prepare("SELECT count(*) AS n FROM items").get()?.["n"]);

  beforeEach(() => {
    config = {};
    direct((open) =>
      open.exec(`CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price REAL, picture BLOB);
        CREATE VIEW cheap AS SELECT name FROM items WHERE price < 2;
        INSERT INTO items VALUES (1, 'apple', 1.5, x'00ff'), (2, 'pear' || char(10) || 'tree', NULL, NULL), (9007199254740993, 'a|b', 3, zeroblob(40));`),
    );
  });

  it("shows rows as a table, each value in one line", async () => {
    expect(await ask("SELECT * FROM items ORDER BY id")).to.equal(itemsAsTable);
    expect(await ask("SELECT name FROM items WHERE id = ?; -- done", { parameters: [1] })).to.equal("name\n---\napple\n(1 row)");
    expect(await ask("SELECT name AS a, name AS a FROM items WHERE 0")).to.equal("a | a\n--- | ---\n(0 rows)");
  });

  it("shows tables and views with their columns where no query is given", async () => {
    expect(await bench.ask(sql, { database })).to.equal("view cheap (name TEXT)\ntable items (id INTEGER primary key, name TEXT not null, price REAL, picture BLOB)");
    bench.put("new.db", "");
    expect(await bench.ask(sql, { database: "new.db" })).to.equal("new.db has no tables.");
  });

  it("bounds rows, columns and values, and says so", async () => {
    expect(await ask(`${infinite} SELECT i FROM n`, { limit: 2 })).to.match(/^i\n---\n1\n2\n\(the first 2 rows, there are more/);
    expect((await ask(`${infinite} SELECT i FROM n`)).split("\n")).to.have.length(103);
    expect(await ask("SELECT printf('%.*c', 5000, 'x') AS x")).to.match(/\nx{500}… \(5000 characters\)\n/);
    expect((await ask(`${infinite} SELECT printf('%.*c', 500, 'x') FROM n`, { limit: 1000 })).length).to.be.lessThan(52_000);
    expect((await ask(`SELECT ${Array.from({ length: 300 }, (_, at) => at).join(", ")}`)).split("\n")[0]?.split(" | ")).to.have.length(100);
  });

  it("is held to reading by the database, whatever the statement looks like", async () => {
    const attempts = [
      "INSERT INTO items (name) VALUES ('x')",
      "/* SELECT */ DELETE FROM items",
      "WITH gone AS (SELECT 1) DELETE FROM items",
      "DELETE FROM items RETURNING id",
      "DROP TABLE items",
      "CREATE TABLE more (a)",
      "PRAGMA user_version = 7",
      "CREATE INDEX by_name ON items (name)",
      "VACUUM",
    ];
    for (const query of attempts) expect(await failure(query), query).to.match(/^invalid-input: shop\.db was opened to be read only/);
    await ask("PRAGMA query_only = OFF");
    expect(await failure("DELETE FROM items")).to.contain("read only");
    expect(count()).to.equal(3);
  });

  it("reaches no other file, neither to read nor to write, also where it may write", async () => {
    bench.put("other.db", "");
    config["sqlWrites"] = true;
    for (const write of [false, true]) {
      for (const query of ["ATTACH 'other.db' AS o", `ATTACH '${bench.cwd}/made.db' AS o`, "ATTACH 'ma' || 'de.db' AS o", `VACUUM INTO '${bench.cwd}/made.db'`, "VACUUM main INTO 'file:made.db'"]) {
        expect(await failure(query, { write }), query).to.match(/^invalid-input: shop\.db (can't be left for another file|was opened to be read only)/);
      }
      expect(await failure("SELECT load_extension('x')", { write })).to.match(/^invalid-input: .*not authorized|no such function/);
      expect(await failure("SELECT readfile('/etc/passwd')", { write })).to.contain("no such function");
    }
    expect(existsSync(join(bench.cwd, "made.db"))).to.equal(false);
  });

  it("is held to its file where Node.js gives no authorizer, too", () => {
    direct((open) => {
      const check = oneFileOnly(open, null);
      const others = ["ATTACH 'other.db' AS o", "attach ? as o", "/* SELECT */ ATTACH 'a' || 'b' AS o", "; ATTACH 'other.db' AS o", "VACUUM INTO 'made.db'", "VACUUM main INTO ?", "-- x\nVACUUM INTO 'made.db'"];
      for (const query of others) expect(() => check(query), query).to.throw(/not authorized|syntax error/);
      for (const query of ["SELECT name FROM items WHERE id = ?", "EXPLAIN SELECT 1", "explain query plan SELECT 1", "VACUUM", "DELETE FROM items", "PRAGMA user_version"]) {
        expect(() => check(query), query).to.not.throw();
      }
    });
    expect(count()).to.equal(3);
  });

  it("changes data where the settings allow it and the call says so", async () => {
    expect(await failure("DELETE FROM items", { write: true })).to.match(/^permission-denied: The tool sql changes nothing here/);
    expect(count()).to.equal(3);
    config["sqlWrites"] = true;
    expect(await failure("DELETE FROM items")).to.contain("read only");
    expect(await ask("UPDATE items SET price = ? WHERE id < 3", { write: true, parameters: [7] })).to.equal("(2 rows changed)");
    expect(await ask("DELETE FROM items WHERE id = 1 RETURNING name", { write: true })).to.equal("name\n---\napple\n(1 row)\n(1 row changed)");
    expect(await ask("VACUUM", { write: true })).to.equal("(0 rows changed)");
    expect(count()).to.equal(2);
    expect(sql.access({ database, write: true })).to.deep.equal([{ kind: "read", path: database }, { kind: "write", path: database }]);
    expect(sql.access({ database })).to.deep.equal([{ kind: "read", path: database }]);
  });

  it("runs one statement, or nothing", async () => {
    config["sqlWrites"] = true;
    for (const query of ["SELECT 1; SELECT 2", "DELETE FROM items; DROP TABLE items", "DELETE FROM items; /* x */ DROP"]) {
      expect(await failure(query, { write: true }), query).to.match(/^invalid-input: There is more than one statement; nothing was run/);
    }
    expect(count()).to.equal(3);
    expect(await ask("SELECT ';' AS semicolon; ; /* SELECT 2")).to.equal("semicolon\n---\n;\n(1 row)");
  });

  describe("on a bad day", () => {
    it("says what is wrong with a statement, and where", async () => {
      expect(await failure("SELECT name\nFRM items")).to.match(/^invalid-input: The query failed: near "items": syntax error \(line 2, column 5\)\.$/);
      expect(await failure("SELECT nome FROM items")).to.match(/no such column: nome/);
      expect(await failure("SELECT * FROM none")).to.match(/no such table: none/);
      expect(await failure("SELECT (")).to.match(/incomplete input/);
      expect(await failure("-- nothing")).to.match(/^invalid-input: /);
      expect(await failure("SELECT ?", { parameters: [1, 2] })).to.match(/^invalid-input: The query failed: .*range/);
    });

    it("says that a file is missing, a folder, none of SQLite, damaged, or outside", async () => {
      bench.put("text.db", "this is no database at all, and it is long enough to tell".repeat(20));
      bench.put("folder/x", "");
      expect(await bench.failure(sql, { database: "none.db" })).to.match(/^invalid-input: none\.db does not exist/);
      expect(existsSync(join(bench.cwd, "none.db"))).to.equal(false);
      expect(await bench.failure(sql, { database: "folder" })).to.match(/^invalid-input: folder is no file/);
      expect(await bench.failure(sql, { database: "text.db" })).to.match(/^invalid-input: text\.db is no SQLite database/);
      expect(await bench.failure(sql, { database: "/etc/passwd" })).to.match(/^permission-denied: /);
    });

    it("says that another program holds the database", async () => {
      const holder = new DatabaseSync(join(bench.cwd, database));
      holder.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM items");
      try {
        expect(await failure("SELECT * FROM items")).to.match(/^invalid-input: shop\.db is locked by another program/);
      } finally {
        holder.close();
      }
      expect(count()).to.equal(3);
    });

    it("ends a statement that never would, at the limit and at the user's word, and nothing is changed", async () => {
      const request = { file: join(bench.cwd, database), query: `${infinite} INSERT INTO items (name) SELECT i FROM n`, parameters: [], limit: 1, write: true };
      const hasty = { name: "hasty", run: async (_input: object, { processes }: ToolContext) => ({ content: JSON.stringify(await runSql(request, processes, 700)) }) };
      expect(await bench.failure(hasty, {})).to.match(/^timeout: The statement was not done within 0\.7 seconds/);
      expect(count()).to.equal(3);
      const running = failure(`${infinite} SELECT count(*) FROM n`);
      setTimeout(() => bench.abort(), 200);
      expect(await running).to.match(/^cancelled: /);
    });
  });
});

function isHost(value: Partial<Host>): value is Host {
  return value.config !== undefined;
}
