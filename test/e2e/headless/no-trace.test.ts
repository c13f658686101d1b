import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene } from "../bad-days/scene.ts";

const word = "peculiar-marmalade";

/** The files below a folder whose text holds the word. */
function holding(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => join(parentPath, name)).filter((file) => readFileSync(file).includes(word));
}

describe("--no-session", () => {
  before(buildOnce);

  it("keeps nothing of the conversation, and says that it can't be gone on with", async () => {
    let asked = 0;
    await using s = await scene(() => (asked++ === 0 ? { calls: [{ name: "glob", input: { pattern: `*${word}*` } }] } : { text: `Fine, ${word}.` }));
    const { exitCode, stdout, stderr } = await s.run(["chat", "-m", "openai/m", "-p", word, "--no-session"]);
    expect([exitCode, stdout], stderr).to.deep.equal([0, `Fine, ${word}.\n`]);
    expect(stderr).to.include("can't be gone on with");
    expect(holding(s.home.root)).to.deep.equal([]);
    expect(existsSync(join(s.home.root, "data/sessions.db"))).to.equal(false);
    expect((await s.run(["session", "list", "--json"])).stdout.trim()).to.equal("[]");
  });

  it("leaves traces without it, so that the test can fail", async () => {
    await using s = await scene(() => ({ text: `Fine, ${word}.` }));
    await s.run(["chat", "-m", "openai/m", "-p", word]);
    expect(holding(s.home.root).length).to.be.greaterThan(0);
  });

  it("is told to programs, and no advice names a way to go on", async () => {
    await using s = await scene(() => ({ text: "Half of it", fault: { kind: "cut", afterEvents: 3 } }));
    const { stdout, exitCode } = await s.chat(["--no-session", "--output-format", "stream-json"]);
    expect(exitCode).to.equal(43);
    expect(stdout).to.include('"ephemeral":true').and.not.include("--continue").and.not.include("is saved");
  });

  it("can't be said of a session that is gone on with, nor where a budget has to remember", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    expect((await s.chat(["--no-session", "--continue"])).exitCode).to.equal(2);
    const { exitCode, stderr } = await s.chat(["--no-session", "--set", "budget.dayUsd=5"]);
    expect([exitCode, stderr.includes("budget.dayUsd")]).to.deep.equal([42, true]);
  });
});

describe("--output-last-message", () => {
  before(buildOnce);

  it("writes the last answer to a file as well, in every format", async () => {
    for (const format of ["text", "json", "stream-json"]) {
      let asked = 0;
      await using s = await scene(() => (asked++ === 0 ? { text: "I look.", calls: [{ name: "glob", input: { pattern: "*" } }] } : { text: "Last words." }));
      const { exitCode, stdout } = await s.chat(["-o", "out.txt", "--output-format", format]);
      expect([exitCode, stdout.includes("Last words.")]).to.deep.equal([0, true]);
      expect(readFileSync(join(s.home.project, "out.txt"), "utf8")).to.equal("Last words.");
    }
  });

  it("writes a value where a form was asked for", async () => {
    await using s = await scene(() => ({ text: '```json\n{"a": 1}\n```' }));
    await s.chat(["-o", "out.json", "--json-schema", '{"type": "object"}']);
    expect(JSON.parse(readFileSync(join(s.home.project, "out.json"), "utf8"))).to.deep.equal({ a: 1 });
  });

  it("refuses a file that can't be, before anybody is asked", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    mkdirSync(join(s.home.project, "folder"));
    for (const file of ["none/out.txt", "folder", "json"]) expect((await s.chat(["-o", file])).exitCode, file).to.equal(42);
    expect(s.server.requests).to.deep.equal([]);
  });

  it("makes the run a failure where it can't be written at the end, and still tells the answer", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    const target = process.getuid?.() === 0 ? "/dev/full" : join(s.home.project, "locked");
    if (target !== "/dev/full") {
      writeFileSync(target, "");
      chmodSync(target, 0o400);
    }
    const { exitCode, stdout } = await s.chat(["-o", target, "--output-format", "json"]);
    expect([exitCode, JSON.parse(stdout)]).to.deep.equal([1, { ...(JSON.parse(stdout) as object), subtype: "storage", result: "Fine." }]);
  });
});
