import { expect } from "chai";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { scene } from "./bad-days/scene.ts";
import type { Scene } from "./bad-days/scene.ts";

const runsOnce = [{ calls: [{ name: "bash", input: { command: "echo hello" } }] }, { text: "Done." }];
const key = "sk-planted-0123456789abcdef";

interface Entry {
  readonly seq: number;
  readonly kind: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

async function worked(): Promise<Scene> {
  const s = await scene(runsOnce);
  const env = { OPENAI_API_KEY: key };
  const done = await s.chat(["--permission-mode", "bypass", "--log-level", "debug"], { env });
  expect(done.exitCode, done.stderr).to.equal(0);
  return s;
}

async function entries(s: Scene): Promise<readonly Entry[]> {
  const { stdout } = await s.run(["audit", "list", "--json"]);
  return JSON.parse(stdout) as readonly Entry[];
}

function tamper(s: Scene, sql: string): void {
  const database = new DatabaseSync(join(s.home.data, "sessions.db"));
  database.exec(sql);
  database.close();
}

describe("the audit log of the built CLI", () => {
  it("tells keys used, requests, answers and tools of a run, and no secret or content", async () => {
    await using s = await worked();
    const all = await entries(s);
    const kinds = all.map(({ kind }) => kind);
    expect(kinds).to.include.members(["key", "request", "answer", "tool"]);
    expect(all.map(({ seq }) => seq)).to.deep.equal(all.map((_, index) => index + 1));
    expect(JSON.stringify(all)).to.not.contain(key).and.to.not.contain("Done.");
    expect((await s.run(["config", "set", "chat.maxTurns", "7"])).exitCode).to.equal(0);
    expect((await entries(s)).at(-1)).to.deep.include({ kind: "config" });
  });

  it("tells who set and removed a key, without the key", async () => {
    await using s = await scene([]);
    expect((await s.run(["auth", "key", "set", "openai", "--file"], { input: `${key}\n` })).exitCode).to.equal(0);
    expect((await s.run(["auth", "key", "remove", "openai"])).exitCode).to.equal(0);
    const all = await entries(s);
    expect(all.filter(({ kind }) => kind === "key").map(({ detail }) => detail["change"])).to.deep.equal(["set", "removed"]);
    expect(JSON.stringify(all)).to.not.contain(key);
  });

  it("lists a row that is no JSON, and names it as changed", async () => {
    await using s = await worked();
    tamper(s, "UPDATE audit_log SET detail = 'no json' WHERE seq = 2");
    const listed = await s.run(["audit", "list", "--json"]);
    expect(listed.exitCode, listed.stderr).to.equal(0);
    expect(listed.stdout).to.contain('"unreadable": "no json"');
    expect((await s.run(["audit", "verify"])).exitCode).to.equal(1);
  });

  it("is whole after a run, and names the first row that was changed, removed or moved", async () => {
    await using s = await worked();
    const whole = await s.run(["audit", "verify"]);
    expect([whole.exitCode, whole.stdout]).to.satisfy(([code, text]: [number, string]) => code === 0 && text.includes("is whole"));
    const harms = {
      changed: "UPDATE audit_log SET actor = 'somebody' WHERE seq = 2",
      removed: "DELETE FROM audit_log WHERE seq = 3",
    };
    for (const [harm, sql] of Object.entries(harms)) {
      tamper(s, sql);
      const told = await s.run(["audit", "verify"]);
      expect(told.exitCode, harm).to.equal(1);
      expect(told.stdout, harm).to.match(/is not whole\. .*\b2\b/);
    }
  });
});

describe("the log of the built CLI", () => {
  it("is shown by level and session, and holds no key", async () => {
    await using s = await worked();
    const shown = await s.run(["logs", "-n", "500", "--json"]);
    const lines = shown.stdout.trim().split("\n").map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    expect(lines.some(({ plugin, msg }) => plugin === "@ainative-code/plugin-openai" && msg === "request")).to.equal(true);
    expect(shown.stdout).to.not.contain(key);
    const session = String(lines.find((line) => line["session"] !== undefined)?.["session"]);
    const own = await s.run(["logs", "-n", "500", "--session", session.slice(0, 8)]);
    expect(own.stdout.trim().split("\n").length).to.be.greaterThan(0).and.to.be.at.most(lines.length);
    expect((await s.run(["logs", "--level", "error"])).stdout.trim()).to.equal("");
  });

  it("says in a sentence what is wrong where something else is in its place", async () => {
    await using s = await scene([]);
    mkdirSync(s.home.data, { recursive: true });
    writeFileSync(join(s.home.data, "logs"), "no folder");
    const told = await s.run(["logs"]);
    expect([told.exitCode, told.stdout]).to.deep.equal([1, ""]);
    expect(told.stderr).to.match(/^Error: The log .* can't be read \(ENOTDIR\)\.\nTry: /);
  });
});
