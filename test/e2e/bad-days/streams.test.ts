import { expect } from "chai";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { buildOnce } from "../../boot/built-cli.ts";
import { needsProgram } from "../../needs-program.ts";
import type { Scene } from "./scene.ts";
import { bin, scene } from "./scene.ts";
import { briefly, savedMessages } from "./sessions.ts";

describe("the three streams of a run", () => {
  before(buildOnce);

  /** What the model was asked last. */
  const asked = ({ server }: Scene): unknown => {
    const messages = server.requests.at(-1)?.body["messages"] as readonly { readonly content: unknown }[] | undefined;
    return messages?.at(-1)?.content;
  };

  it("take the prompt from standard input, from the command line, and from both", async () => {
    await using s = await scene(() => ({ text: "Hello." }));
    const runs = [
      { words: ["chat", "-m", "openai/m"], input: "From afar\n", prompt: "From afar" },
      { words: ["chat", "-p", "-m", "openai/m"], input: "From afar\n", prompt: "From afar" },
      { words: ["chat", "Review this", "-m", "openai/m"], input: "the diff\n", prompt: "Review this\n\nthe diff" },
      { words: ["chat", "Review this", "-m", "openai/m"], input: "", prompt: "Review this" },
    ];
    for (const { words, input, prompt } of runs) {
      expect(await s.run(words, { input })).to.deep.include({ exitCode: 0, stdout: "Hello.\n", stderr: "" });
      expect(asked(s)).to.equal(prompt);
    }
  });

  it("don't keep a run waiting where a prompt is given and standard input stays open", async () => {
    await using s = await scene(() => ({ text: "Hello." }));
    const cli = s.startOpen(["chat", "-p", "Go", "-m", "openai/m"]);
    const { exitCode, stdout, stderr } = await cli.exited;
    expect({ exitCode, stdout }).to.deep.equal({ exitCode: 0, stdout: "Hello.\n" });
    expect(stderr).to.equal("Standard input gave nothing within 3 seconds and was left out.\n");
  });

  it("end quietly when the reader has seen enough, and the session keeps what was said until then", async () => {
    await using s = await scene(() => ({ text: Array.from({ length: 300 }, (_, line) => `line ${line}\n`), paceMs: 2 }));
    for (const format of ["text", "stream-json"]) {
      const shell = `"$NODE" "$BIN" chat -p Go -m openai/m --output-format ${format} | head -1; echo "\${PIPESTATUS[0]}"`;
      const { stdout, stderr } = await shellRun(s, shell);
      expect(stderr).to.equal("");
      expect(stdout.split("\n")[0]).to.match(format === "text" ? /^line 0$/ : /^\{"type":"system"/);
      expect(stdout.split("\n")[1], "its own exit code").to.equal("0");
    }
    expect(briefly(await savedMessages(s))[0]).to.equal("user: Go");
  });

  it("may be closed from the beginning", async () => {
    await using s = await scene(() => ({ text: "Hello." }));
    const chat = '"$NODE" "$BIN" chat -p Go -m openai/m';
    expect(await shellRun(s, `${chat} <&- >&-; echo $?`)).to.deep.equal({ stdout: "0\n", stderr: "" });
    expect(await shellRun(s, `${chat} 2>&-; echo $?`)).to.deep.equal({ stdout: "Hello.\n0\n", stderr: "" });
  });

  it("carry large answers and prompts whole", async () => {
    const lines = "0123456789abcdef\n".repeat(20_000);
    await using s = await scene((request) => ({ text: `${lines}${request.text.length > 1_000_000 ? "got it" : ""}` }));
    const { exitCode, stdout } = await s.chat([], { input: "word ".repeat(300_000) });
    expect(exitCode).to.equal(0);
    expect(stdout).to.have.length(340_007);
    expect(stdout.endsWith("got it\n")).to.equal(true);
  });

  it("never give a terminal what a model wants to do to it", async function () {
    needsProgram("script").call(this);
    await using s = await scene(() => ({ text: "a\u001b]0;mine\u0007b\u009b2Jc\u202ed\n" }));
    const { stdout } = await shellRun(s, `script -qec '"$NODE" "$BIN" chat -p Go -m openai/m' /dev/null`);
    expect(stdout).to.include("\\u001b]0;mine\\u0007b\\u009b2Jc\\u202ed");
    expect((await s.chat()).stdout, "a file gets what was said").to.equal("a\u001b]0;mine\u0007b\u009b2Jc\u202ed\n");
  });

  it("end with one sentence where the output can't be written", async function () {
    if (!existsSync("/dev/full")) this.skip();
    await using s = await scene(() => ({ text: "Hello." }));
    for (const words of ["--version", "usage --json", "chat -p hi -m openai/m"]) {
      const { stdout } = await shellRun(s, `"$NODE" "$BIN" ${words} 2>&1 >/dev/full; echo "exit $?"`);
      expect(stdout, words).to.equal("Error: the output can't be written: the disk is full.\nTry: Make room, or send the output elsewhere\nexit 1\n");
    }
  });
});

/** Runs a line of shell to its end. */
async function shellRun(s: Scene, line: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const env = { ...s.home.env, OPENAI_BASE_URL: s.server.baseURL, NODE: process.execPath, BIN: bin };
  const child = spawn("bash", ["-c", line], { cwd: s.home.project, env, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { stdout, stderr };
}
