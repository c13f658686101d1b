import { chmodSync, chownSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { serve } from "../../infra/http/local-server.ts";
import { scene } from "../bad-days/scene.ts";
import type { Scene } from "../bad-days/scene.ts";

async function calling(name: string, ...inputs: readonly Readonly<Record<string, unknown>>[]): Promise<Scene> {
  return scene([...inputs.map((input) => ({ text: "", calls: [{ name, input }] })), { text: "Done." }]);
}

/** What the model was told of each call. */
function told(s: Scene): string {
  const { messages } = s.server.requests.at(-1)?.body ?? {};
  return JSON.stringify(messages);
}

describe("in a whole conversation", () => {
  before(buildOnce);

  it("sql reads a database without being asked about, and changes none", async () => {
    await using s = await calling("sql", { database: "shop.db", query: "SELECT name FROM items" }, { database: "shop.db", query: "DELETE FROM items" });
    const database = new DatabaseSync(join(s.home.project, "shop.db"));
    database.exec("CREATE TABLE items (name); INSERT INTO items VALUES ('an apple')");
    const { exitCode } = await s.chat([]);
    expect(told(s)).to.include("an apple").and.include("was opened to be read only");
    expect(exitCode).to.equal(0);
    expect(database.prepare("SELECT count(*) AS n FROM items").get()?.["n"]).to.equal(1);
    database.close();
    expect(existsSync(join(s.home.project, "shop.db-wal"))).to.equal(false);
  });

  it("sql reads a database in WAL mode also where it can make nothing beside it", async () => {
    await using s = await calling("sql", { database: "kept/shop.db", query: "SELECT name FROM items" });
    const folder = join(s.home.project, "kept");
    mkdirSync(folder);
    const database = new DatabaseSync(join(folder, "shop.db"));
    database.exec("PRAGMA journal_mode = WAL; CREATE TABLE items (name); INSERT INTO items VALUES ('an apple')");
    database.close();
    chmodSync(folder, 0o555);
    // Behind the fence root has no rights over it then.
    if (process.getuid?.() === 0) chownSync(folder, 65_534, 65_534);
    await s.chat([]);
    expect(told(s)).to.include("an apple");
    chmodSync(folder, 0o755);
  });

  it("web_fetch needs permission for the host, and does not reach this machine with it", async () => {
    const local = await serve((_request, response) => response.end("inside"));
    try {
      const url = `${local.base}/page`;
      await using asked = await calling("web_fetch", { url });
      expect((await asked.chat([])).exitCode).to.equal(50);
      await using refused = await calling("web_fetch", { url });
      await refused.chat(["--allowed-tools", `WebFetch(domain:127.0.0.1:${local.port})`]);
      expect(told(refused)).to.include("is not an address of the public internet");
      expect(local.connections()).to.equal(0);
    } finally {
      await local.close();
    }
  });
});
