import { expect } from "chai";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene } from "./scene.ts";

describe("calls that try for more than they were allowed", () => {
  before(buildOnce);

  it("can't carry a second command past a rule in quotes", async () => {
    const commands = [`echo "'" ; touch PWNED ; echo "'"`, String.raw`echo \' ; touch PWNED ; echo \'`, String.raw`echo $'\'' ; touch PWNED`];
    const calls = commands.map((command) => ({ name: "bash", input: { command } }));
    await using s = await scene([{ text: "", calls }, { text: "Well then." }]);
    const { exitCode, stderr } = await s.chat(["--allowed-tools", "bash(echo *)"]);
    expect(exitCode, stderr).to.equal(50);
    expect(existsSync(join(s.home.project, "PWNED"))).to.equal(false);
  });

  it("find no key of the provider in the environment of the program", async function onLinux() {
    if (process.platform !== "linux") this.skip();
    const key = "key-of-the-provider-0123456789";
    const call = { name: "bash", input: { command: "cat /proc/$PPID/environ | tr '\\0' '\\n' | grep -a OPENAI_API" } };
    await using s = await scene([{ text: "", calls: [call] }, { text: "Well then." }]);
    const { stdout, stderr } = await s.chat(["--permission-mode", "bypass", "--output-format", "stream-json"], { env: { OPENAI_API_KEY: key, AINATIVE_CODE_SANDBOX_MODE: "off" } });
    expect(JSON.stringify(s.server.requests[1]?.body)).to.include("OPENAI_API_KEY=[redacted]").and.not.include(key);
    expect(stdout + stderr).to.include("[redacted]").and.not.include(key);
    expect(filesBelow(s.home.root).filter((file) => readFileSync(file).includes(key))).to.deep.equal([]);
  });

  it("see nothing of a folder that a rule keeps from being read, whichever tool they use", async () => {
    const calls = [
      { name: "glob", input: { pattern: "**/*" } },
      { name: "grep", input: { pattern: "hunter" } },
      { name: "grep", input: { pattern: "hunter", path: "secret/word.txt" } },
      { name: "read", input: { path: "secret" } },
      { name: "edit", input: { path: "secret/word.txt", oldText: "hunter", newText: "x" } },
    ];
    await using s = await scene([{ text: "", calls }, { text: "Well then." }]);
    mkdirSync(join(s.home.project, "secret"));
    writeFileSync(join(s.home.project, "secret", "word.txt"), "hunter-two\n");
    writeFileSync(join(s.home.project, "open.txt"), "open\n");
    await s.chat(["--permission-mode", "bypass", "--disallowed-tools", "read(secret/**)"]);
    const told = JSON.stringify(s.server.requests[1]?.body["messages"]);
    expect(told).to.include("open.txt").and.not.include("hunter-two");
    expect(readFileSync(join(s.home.project, "secret", "word.txt"), "utf8")).to.equal("hunter-two\n");
  });

  it("are told about a rule that names no tool", async () => {
    await using s = await scene([{ text: "Hello." }]);
    const { exitCode, stderr } = await s.chat(["--disallowed-tools", "bsh(rm *)"]);
    expect(exitCode, stderr).to.equal(0);
    expect(stderr).to.include("The rule bsh(rm *) does nothing: there is no tool bsh. Did you mean bash?");
  });
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
