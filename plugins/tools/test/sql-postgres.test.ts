import type { LookupFunction } from "node:net";
import { existsSync } from "node:fs";
import { expect } from "chai";
import type { Host, HostConnect } from "@ainative-code/sdk";
import { connectRule } from "../../../src/core/plugins/connect-rule.ts";
import { createConnect } from "../../../src/infra/http/create-connect.ts";
import { makeCertificates, type Certificates } from "../../../test/infra/http/certificates.ts";
import { needsProgram } from "../../../test/needs-program.ts";
import sql from "../src/sql.ts";
import { startPostgres, superPassword, type PostgresServer } from "./postgres-server.ts";
import { listening } from "./strange-server.ts";
import { withTools } from "./with-tools.ts";
import { itemsAsTable } from "./items-as-table.ts";

const readerPassword = "reader/pass word";

describe("sql on PostgreSQL", function () {
  this.timeout(60_000);
  let server: PostgresServer;
  let certificates: Certificates;
  let config: Record<string, unknown> = {};
  let secrets: Record<string, string> = {};
  let ca: string | undefined;
  const told: string[] = [];
  const keep = (message: string, fields?: object): void => void told.push(JSON.stringify({ message, ...fields }));
  const bench = withTools(() => {
    const rule = connectRule({ hosts: ["tcp:*"] });
    const log = { trace: keep, debug: keep, info: keep, warn: keep, error: keep };
    const connect: HostConnect = createConnect({ plugin: "@acme/tools", rule, log, ca, lookup: here });
    const host: Partial<Host> = { config, connect, secret: async (name) => secrets[name] };
    if (isHost(host)) return host;
    throw new Error("no host");
  });
  const url = (user = "reader", more = ""): string => `postgres://${user}@127.0.0.1:${server.port}/shop${more}`;
  const ask = async (query: string | undefined, more: object = {}): Promise<string> => bench.ask(sql, { database: url(), ...(query === undefined ? {} : { query }), ...more });
  const failure = async (query: string, more: object = {}): Promise<string> => bench.failure(sql, { database: url(), query, ...more });
  const asRoot = { database: "" };
  const sleepers = (): string => server.psql("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
  const count = (): string => server.psql("SELECT count(*) FROM items", "shop");

  before(needsProgram("pg_ctlcluster"));
  before(needsProgram("openssl"));
  before(async () => {
    certificates = makeCertificates();
    server = await startPostgres(certificates.good);
    server.psql("CREATE DATABASE shop");
    server.psql(
      `CREATE ROLE reader LOGIN PASSWORD '${readerPassword}'; CREATE SCHEMA old; CREATE EXTENSION dblink;
       CREATE TABLE items (id bigint PRIMARY KEY, name text NOT NULL, price numeric, picture bytea); CREATE TABLE old.items (a int[]);
       CREATE VIEW cheap AS SELECT name FROM items WHERE price < 2;
       INSERT INTO items VALUES (1, 'apple', 1.5, '\\x00ff'), (2, E'pear\\ntree', NULL, NULL), (9007199254740993, 'a|b', 3, decode(repeat('00', 40), 'hex'));
       CREATE SEQUENCE counter; GRANT ALL ON ALL TABLES IN SCHEMA public TO reader; GRANT ALL ON SEQUENCE counter TO reader;
       CREATE FUNCTION empties() RETURNS bigint LANGUAGE plpgsql AS 'BEGIN DELETE FROM items; RETURN 1; END';
       CREATE PROCEDURE ends() LANGUAGE plpgsql AS 'BEGIN COMMIT; DELETE FROM items; COMMIT; END';
       CREATE FUNCTION hidden_read() RETURNS text LANGUAGE sql AS $$SELECT pg_read_file('/etc/hostname')$$`,
      "shop",
    );
    asRoot.database = `postgres://root@127.0.0.1:${server.port}/shop`;
  });
  after(async () => server?.stop());
  beforeEach(() => {
    ca = undefined;
    told.length = 0;
    config = { databases: { shop: { url: url() }, all: { url: `postgres://root@127.0.0.1:${server.port}` } } };
    secrets = { "databases.shop.password": readerPassword, "databases.all.password": superPassword };
  });

  it("shows rows as a table, each value in one line", async () => {
    expect(await ask("SELECT * FROM items ORDER BY id")).to.equal(itemsAsTable);
    expect(await ask("SELECT name FROM items WHERE id = $1; -- done", { parameters: [1] })).to.equal("name\n---\napple\n(1 row)");
    expect(await ask("TABLE items LIMIT 0")).to.contain("(0 rows)");
    expect(await ask("VALUES (true, now() - now(), '{1,2}'::int[], '{\"a\":1}'::jsonb)")).to.contain("t | 00:00:00 | {1,2} | {\"a\": 1}");
    expect(await ask("SHOW transaction_read_only")).to.contain("\non\n");
    expect(await ask("-- why\nEXPLAIN SELECT * FROM items")).to.contain("Seq Scan on items");
  });

  it("shows tables and views with their columns where no query is given", async () => {
    expect(await ask(undefined)).to.equal(
      "view cheap (name text)\ntable items (id bigint primary key, name text not null, price numeric, picture bytea)\ntable old.items (a integer[])",
    );
  });

  it("bounds rows, columns, values and bytes, and takes no more than it shows", async () => {
    const started = performance.now();
    expect(await ask("SELECT generate_series(1, 1000000000000) AS i", { limit: 2 })).to.match(/^i\n---\n1\n2\n\(the first 2 rows, there are more/);
    expect((await ask("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n")).split("\n")).to.have.length(103);
    expect(performance.now() - started).to.be.lessThan(10_000);
    expect(await ask("SELECT repeat('x', 5000)")).to.match(/\nx{500}… \(5000 characters\)\n/);
    expect((await ask("SELECT repeat('x', 500) FROM generate_series(1, 5000)", { limit: 1000 })).length).to.be.lessThan(52_000);
    expect((await ask(`SELECT ${Array.from({ length: 300 }, (_, at) => at).join(", ")}`)).split("\n")[0]?.split(" | ")).to.have.length(100);
    expect(await failure("SELECT repeat('x', 50000000)")).to.match(/^invalid-input: The rows take more than 32 MiB/);
  });

  describe("is held to reading by the server", () => {
    const changes = [
      "INSERT INTO items VALUES (7, 'x')",
      "/* SELECT */ DELETE FROM items",
      "WITH gone AS (DELETE FROM items RETURNING id) SELECT * FROM gone",
      "DROP TABLE items",
      "SELECT * INTO more FROM items",
      "SELECT empties()",
      "SELECT nextval('counter')",
      "EXPLAIN ANALYZE DELETE FROM items",
      "SELECT * FROM items FOR UPDATE",
      "SET TRANSACTION READ WRITE",
      "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
      "COMMIT",
      "COMMIT; DELETE FROM items",
      "ROLLBACK AND CHAIN",
      "SELECT 1; DELETE FROM items",
      "SELECT 1; COMMIT; BEGIN; DELETE FROM items; COMMIT",
      "EXPLAIN SELECT 1; COMMIT",
      "SHOW all; COMMIT",
      "DO $$ BEGIN COMMIT; DELETE FROM items; END $$",
      "CALL ends()",
      "SELECT set_config('transaction_read_only', 'off', false), empties()",
      "PREPARE x AS DELETE FROM items",
      "NOTIFY everybody",
      "LOCK TABLE items",
      "VACUUM",
      "COPY items FROM STDIN",
      "ALTER SYSTEM SET work_mem = '1MB'",
      "LOAD 'auto_explain'",
    ];
    for (const user of ["reader", "root"]) {
      it(`as the user ${user}`, async () => {
        for (const query of changes) expect(await failure(query, { database: url(user) }), query).to.match(/^(invalid-input|permission-denied): /);
        expect(count()).to.equal("3");
      });
    }

    it("and from files, programs and other servers, also as a user who may all that", async () => {
      const out = `/tmp/ainative-code-sql-${server.port}`;
      const attempts = [
        `COPY items TO PROGRAM 'cat > ${out}'`,
        `COPY items TO '${out}'`,
        `SELECT lo_export(1, '${out}')`,
        "SELECT lo_import('/etc/hostname')",
        "SELECT pg_read_file('/etc/hostname')",
        "SELECT pg_read_binary_file('/etc/hostname')",
        `SELECT "pg_read_file"('/etc/hostname')`,
        `SELECT U&"\\0070g_read_file"('/etc/hostname')`,
        "SELECT pg_catalog . pg_ls_dir('/')",
        "SELECT pg_reload_conf()",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity",
        `SELECT * FROM dblink('dbname=shop', 'DELETE FROM items RETURNING 1') AS t(a int)`,
        "SELECT set_config('role', 'root', false)",
        "SELECT query_to_xml('SELECT pg_' || 'read_file(''/etc/hostname'')', true, true, '')",
        "SELECT hidden_read()",
      ];
      for (const query of attempts) expect(await failure(query, asRoot), query).to.match(/^(invalid-input|permission-denied): /);
      expect(existsSync(out)).to.equal(false);
      expect(count()).to.equal("3");
      expect(await ask("SELECT current_user", asRoot)).to.contain("pg_read_all_data");
    });
  });

  it("changes data where the settings allow it and the call says so, one statement or nothing", async () => {
    expect(await failure("DELETE FROM items", { write: true })).to.match(/^permission-denied: The tool sql changes nothing here/);
    config["sqlWrites"] = true;
    expect(await failure("DELETE FROM items")).to.contain("Only SELECT");
    expect(await ask("UPDATE items SET price = $1 WHERE id < 3", { write: true, parameters: ["7"] })).to.equal("(2 rows changed)");
    expect(await ask("INSERT INTO items VALUES (5, 'x') RETURNING name", { write: true })).to.equal("name\n---\nx\n(1 row)\n(1 row changed)");
    expect(await ask("DELETE FROM items WHERE id = 5", { write: true })).to.equal("(1 row changed)");
    for (const query of ["DELETE FROM items; SELECT 1", "COMMIT", "DO $$ BEGIN DELETE FROM items; END $$", "CALL ends()", "COPY items TO PROGRAM 'true'", "SET ROLE root"]) {
      expect(await failure(query, { write: true }), query).to.match(/^invalid-input: /);
    }
    expect(count()).to.equal("3");
    const host = `127.0.0.1:${server.port}`;
    expect(sql.access({ database: url(), write: true })).to.deep.equal([{ kind: "network", host }, { kind: "network", host: `${host}/write` }]);
    expect(sql.access({ database: "postgresql://a@DB.example.com/x" })).to.deep.equal([{ kind: "network", host: "db.example.com" }]);
  });

  describe("keeps passwords to itself", () => {
    it("takes none in the address, and repeats none", async () => {
      const said = await bench.failure(sql, { database: `postgres://reader:hunter2-hunter2@127.0.0.1:${server.port}/shop`, query: "SELECT 1" });
      expect(said).to.match(/^invalid-input: A password does not belong in the address/).and.not.contain("hunter2");
      expect(JSON.stringify(sql.access({ database: "postgres://a:hunter2@b/c" }))).to.not.contain("hunter2");
    });

    it("gives one to the host, port, user and database it was set for, and to no other", async () => {
      config = { databases: { shop: { url: `postgres://reader@127.0.0.1:${server.port}/other` } } };
      expect(await failure("SELECT 1")).to.match(/^auth: The database shop at 127\.0\.0\.1:\d+ asks for a password of the user reader, and none is set/);
      config = { databases: { shop: { url: "postgres://reader@127.0.0.1:1/shop" } } };
      expect(await failure("SELECT 1")).to.match(/^auth: /);
    });

    it("says nothing of it where it is wrong, also not in the log", async () => {
      secrets["databases.shop.password"] = "wrong-password-1";
      const said = await failure("SELECT 1");
      expect(said).to.match(/^auth: The database shop at 127\.0\.0\.1:\d+ does not let the user reader in/);
      expect(said + told.join() + server.log()).to.not.match(/wrong-password-1|reader\/pass word/);
    });
  });

  describe("over TLS", () => {
    const named = (mode: string): string => `postgres://reader@localhost:${server.port}/shop?sslmode=${mode}`;
    const isEncrypted = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    beforeEach(() => {
      config = { databases: { shop: { url: `postgres://reader@localhost:${server.port}` }, there: { url: `postgres://reader@db.test:${server.port}` } } };
      secrets["databases.there.password"] = readerPassword;
    });

    it("encrypts as sslmode says, and by itself where it can", async () => {
      expect(await ask(isEncrypted, { database: named("disable") })).to.contain("\nf\n");
      expect(await ask(isEncrypted, { database: named("require") })).to.contain("\nt\n");
      expect(await ask(isEncrypted, { database: named("prefer") })).to.contain("\nt\n");
      expect(await failure(isEncrypted, { database: named("verify-full") })).to.match(/^network: No private connection to localhost:\d+: it shows a certificate/);
      ca = certificates.authority;
      expect(await ask(isEncrypted, { database: named("verify-full") })).to.contain("\nt\n");
    });

    it("checks the certificate of every other machine, whatever the address says, and sends it nothing in the clear", async () => {
      const there = (mode: string): string => `postgres://reader@db.test:${server.port}/shop${mode}`;
      expect(await failure(isEncrypted, { database: there("?sslmode=disable") })).to.match(/^forbidden: A connection to db\.test:\d+ that is not encrypted/);
      for (const mode of ["", "?sslmode=prefer", "?sslmode=require"]) {
        expect(await failure(isEncrypted, { database: there(mode) }), mode).to.match(/^network: No private connection/);
      }
      ca = certificates.authority;
      expect(await failure(isEncrypted, { database: there("") }), "it is one for other names").to.contain("ERR_TLS_CERT_ALTNAME_INVALID");
    });
  });

  describe("on a bad day", () => {
    it("says what is wrong with a statement, and where", async () => {
      expect(await failure("SELECT name\nFRM items")).to.match(/^invalid-input: The query failed: syntax error at or near "items" \(line 2, column 5\)\.$/);
      expect(await failure("SELECT nome FROM items")).to.match(/column "nome" does not exist \(line 1, column 8\)\. Perhaps you meant/);
      expect(await failure("SELECT * FROM none")).to.match(/relation "none" does not exist/);
      expect(await failure("")).to.match(/^invalid-input: /);
      expect(await failure("SELECT $1::int", { parameters: ["x"] })).to.match(/invalid input syntax for type integer/);
      expect(await failure("SELECT 1", { parameters: [1, 2] })).to.match(/^invalid-input: /);
    });

    it("says that nobody listens, that there is no such database, or that the address is none", async () => {
      expect(await failure("SELECT 1", { database: "postgres://reader@127.0.0.1:1/shop" })).to.match(/^network: Nothing listens at 127\.0\.0\.1:1 /);
      expect(await failure("SELECT 1", { database: "postgres://reader@nowhere.test/shop" })).to.match(/^network: Could not find the host nowhere\.test/);
      expect(await failure("SELECT 1", { database: `postgres://root@127.0.0.1:${server.port}/none` })).to.match(/^invalid-input: There is no database none/);
      for (const database of ["postgres://", "postgres://127.0.0.1/x", "postgres:shop", "postgres://a@b/c?sslmode=maybe", "postgres://a@b/c?host=/run", "postgres://a%zz@b/c"]) {
        expect(await failure("SELECT 1", { database }), database).to.match(/^invalid-input: /);
      }
    });

    it("ends a statement in the server when the user says so", async () => {
      const running = failure("SELECT pg_sleep(60)");
      while (sleepers() !== "1") await turn();
      bench.abort();
      expect(await running).to.match(/^cancelled: /);
      while (!server.log().includes("canceling statement due to user request")) await turn();
      expect(sleepers()).to.equal("0");
    });

    for (const [kind, answer, said] of [["never says a word", undefined, /^cancelled: /], ["talks nonsense", "HTTP/1.1 400 Bad Request\r\n\r\n", /^network: /]] as const) {
      it(`gives up a server that ${kind}`, async () => {
        const strange = await listening(answer);
        const asked = failure("SELECT 1", { database: `postgres://a@127.0.0.1:${strange.port}/b?sslmode=disable` });
        await strange.connected;
        if (answer === undefined) bench.abort();
        expect(await asked).to.match(said);
        await strange.close();
      });
    }

    it("says that the server died in the middle of a statement", async () => {
      const running = failure("SELECT pg_sleep(60)");
      while (sleepers() !== "1") await turn();
      await server.crash();
      expect(await running).to.match(/^network: The database shop at 127\.0\.0\.1:\d+ ended the connection/);
    });
  });
});

async function turn(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Names of tests, by the address they lead to. */
const here: LookupFunction = (name, options, done) => {
  if (!["localhost", "db.test"].includes(name)) done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: "ENOTFOUND" }), "");
  else if (options.all === true) done(null, [{ address: "127.0.0.1", family: 4 }]);
  else done(null, "127.0.0.1", 4);
};

function isHost(value: Partial<Host>): value is Host {
  return value.connect !== undefined;
}
