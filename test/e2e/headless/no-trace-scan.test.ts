import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import type { Scene } from "../bad-days/scene.ts";
import { scene } from "../bad-days/scene.ts";
import { hook, setHooks } from "../hooks/hook-scene.ts";
import { byPrompt, done, task } from "../sub-agents/task-script.ts";

/** Every file below a home, with what is in it; compiled code and read settings say nothing of a conversation. */
function contents({ home }: Scene): Readonly<Record<string, string>> {
  const all = readdirSync(home.root, { recursive: true, encoding: "utf8" }).filter((name) => !/compile-cache|cache\/config-\w+\.json$/.test(name));
  const files = all.filter((name) => lstatSync(join(home.root, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(home.root, name), "latin1")]));
}

describe("--no-session", () => {
  before(buildOnce);

  it("writes nothing but what the model was asked to write, whatever is switched on", async () => {
    const write = { calls: [{ name: "write", input: { path: "made.txt", content: "new\n" } }, { name: "bash", input: { command: "echo more >> made.txt" } }] };
    await using s = await scene(byPrompt({ Go: [write, { calls: [task("Look")] }, done], Plain: (request) => (request.body["model"] === "m" ? { text: "Plain." } : { status: 500 }), Look: [{ calls: [{ name: "glob", input: { pattern: "*" } }] }, { text: "Seen." }] }));
    setHooks(s, { SubagentStart: [{ hooks: [{ command: "true" }] }], PreToolUse: [{ hooks: [{ command: hook(s, "guard", "").replace(/$/, " >/dev/null") }] }] });
    const settings = JSON.parse(readFileSync(join(s.home.config, "config.yaml"), "utf8")) as object;
    writeFileSync(join(s.home.config, "config.yaml"), JSON.stringify({ ...settings, responseCache: { mode: "sqlite", anyTemperature: true }, log: { level: "trace" } }));
    mkdirSync(join(s.home.project, "sub"));
    const before = contents(s);
    const { exitCode, stderr } = await s.chat(["--no-session", "--permission-mode", "bypass"]);
    expect(exitCode, stderr).to.equal(0);
    const after = contents(s);
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]).map((name) => name.replace(/.*\/(?=seen-)/, ""));
    expect(changed.toSorted()).to.deep.equal(["project/made.txt", "seen-guard"]);
    for (const words of [["-m", "openai/m"], ["-m", "openai/other"]]) await s.run(["chat", "-p", "Plain", ...words, "--no-session", "--disallowed-tools", "*"]);
    expect(Object.keys(contents(s)).toSorted()).to.deep.equal(Object.keys(after).toSorted());
    expect(Object.keys(before).filter((name) => !(name in after))).to.deep.equal([]);
  });
});
