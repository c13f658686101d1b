import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { startPostgres, superPassword, type PostgresServer } from "../../../plugins/tools/test/postgres-server.ts";
import { buildOnce } from "../../boot/built-cli.ts";
import { makeCertificates } from "../../infra/http/certificates.ts";
import { needsProgram } from "../../needs-program.ts";
import { scene } from "../bad-days/scene.ts";

describe("PostgreSQL in a whole conversation", function () {
  this.timeout(60_000);
  let server: PostgresServer;
  before(needsProgram("pg_ctlcluster"));
  before(needsProgram("openssl"));
  before(buildOnce);
  before(async () => {
    server = await startPostgres(makeCertificates().good);
  });
  after(async () => server?.stop());

  it("needs permission for the host; the password comes by reference and shows nowhere", async () => {
    const url = `postgres://root@127.0.0.1:${server.port}/postgres`;
    const input = { database: url, query: "SELECT 'an ' || 'apple' AS fruit" };
    const turn = [{ text: "", calls: [{ name: "sql", input }] }, { text: "Done." }];
    await using s = await scene([...turn, ...turn]);
    const env = { SHOP_PASSWORD: superPassword };
    for (const [name, value] of [["url", url], ["password", `\${SHOP_PASSWORD}`]] as const) {
      const { exitCode, stderr } = await s.run(["config", "set", `plugins.tools.databases.shop.${name}`, value]);
      expect(exitCode, stderr).to.equal(0);
    }
    expect((await s.chat([], { env })).exitCode, "nobody was asked").to.equal(50);
    const { exitCode, stdout, stderr } = await s.chat(["--allowed-tools", `Sql(127.0.0.1:${server.port})`], { env });
    expect(exitCode, stderr).to.equal(0);
    expect(JSON.stringify(s.server.requests.at(-1)?.body)).to.include("an apple");
    const { stdout: audit } = await s.run(["audit", "list", "--json"]);
    expect(audit).to.include(`127.0.0.1:${server.port}`).and.include("CONNECT").and.include("databases.shop.password");
    const all = [stdout, stderr, audit, JSON.stringify(s.server.requests.map(({ body }) => body)), ...texts(s.home.root)];
    expect(all.filter((text) => text.includes(superPassword))).to.deep.equal([]);
  });
});

/** What all files of a folder hold. */
function texts(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, "latin1"));
}
