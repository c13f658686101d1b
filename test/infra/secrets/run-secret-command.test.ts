import { tempHome, until, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Fetched } from "../../../src/core/auth/fetched.ts";
import { runSecretCommand } from "../../../src/infra/secrets/run-secret-command.ts";
import { fakeProgram } from "./fake-program.ts";

describe("runSecretCommand", () => {
  let home: TempHome;
  let bin = "";
  before(() => {
    home = tempHome();
    bin = join(home.root, "bin");
  });
  after(() => home.dispose());

  /** Runs a script under the name get-key. */
  async function run(script: string, args: readonly string[] = [], limitMs = 5000): Promise<Fetched> {
    fakeProgram(bin, "get-key", script);
    return runSecretCommand({ words: ["get-key", ...args], limitMs, env: { ...home.env, PATH: `${bin}:${home.env["PATH"]}` }, cwd: home.home });
  }

  function whyOf(fetched: Fetched): string {
    return "why" in fetched ? fetched.why : "it did not fail";
  }

  const values = ["sk-1", "ab/cd+ef==", "one\ntwo", "schlüssel-🔑", "k".repeat(4097), "'\"\\$x`"];
  for (const value of values) {
    it(`gives ${JSON.stringify(value.slice(0, 20))} (${value.length} characters) as it was printed`, async () => {
      writeFileSync(join(home.home, "value"), value);
      expect(await run(`cat "$HOME/value"; echo noise >&2`)).to.deep.equal({ text: value });
    });
  }

  it("hands arguments on as they are: no shell looks at them", async () => {
    const args = ["a b", "", `'"\\`, "$HOME", "*", "; touch owned", "$(touch owned)", "日本"];
    expect(await run(`for a in "$@"; do printf '<%s>' "$a"; done`, args)).to.deep.equal({ text: args.map((arg) => `<${arg}>`).join("") });
    expect(existsSync(join(home.home, "owned"))).to.equal(false);
  });

  it("gives the program nothing to read, and the home folder to work in", async () => {
    expect(await run(`cat; pwd`)).to.deep.equal({ text: `${home.home}\n` });
  });

  it("does not find a program in the working folder of the user", async () => {
    fakeProgram(home.project, "project-key", "echo owned");
    const before = process.cwd();
    process.chdir(home.project);
    try {
      const fetched = await runSecretCommand({ words: ["./project-key"], limitMs: 5000, env: home.env, cwd: home.home });
      expect(whyOf(fetched)).to.equal("needs the program ./project-key, and there is none");
    } finally {
      process.chdir(before);
    }
  });

  it("names a program that is not there, and one that may not be run", async () => {
    const options = { limitMs: 5000, env: home.env, cwd: home.home };
    const missing = await runSecretCommand({ words: ["no-such-vault", "read"], ...options });
    expect(missing).to.deep.equal({
      why: "needs the program no-such-vault, and there is none",
      actions: ["Install no-such-vault, or correct PATH"],
    });
    writeFileSync(join(home.home, "data"), "x", { mode: 0o600 });
    expect(whyOf(await runSecretCommand({ words: ["./data"], ...options }))).to.include("may not be run by you");
    mkdirSync(join(home.home, "folder"));
    expect(whyOf(await runSecretCommand({ words: ["./folder"], ...options }))).to.include("can't be started");
  });

  it("refuses an argument with a NUL character without a throw", async () => {
    const fetched = await runSecretCommand({ words: ["sh", "a\0b"], limitMs: 5000, env: home.env, cwd: home.home });
    expect(whyOf(fetched)).to.include("can't be started");
  });

  it("tells a failure with what was said on stderr, and never with stdout", async () => {
    expect(whyOf(await run("echo hunter-two; echo 'not signed in: hunter-two' >&2; exit 3"))).to.equal(
      "failed with exit code 3: not signed in: [redacted]",
    );
    expect(whyOf(await run("exit 1"))).to.equal("failed with exit code 1");
    expect(whyOf(await run("kill -TERM $$"))).to.equal("was ended by SIGTERM");
  });

  it("shows nothing of stderr after a success: it may be the secret", async () => {
    expect(whyOf(await run("echo plain-word-secret >&2"))).to.equal("printed nothing on stdout, only on stderr, which is not taken");
    expect(whyOf(await run("true"))).to.equal("printed nothing on stdout");
    expect(whyOf(await run("echo; echo"))).to.equal("printed nothing on stdout");
  });

  it("ends a slow program with everything it has started", async () => {
    const started = performance.now();
    const pids = join(home.home, "pids");
    const fetched = await run(`sleep 60 & echo $! > "${pids}"; trap '' TERM; echo $$ >> "${pids}"; while :; do sleep 1; done`, [], 300);
    expect(whyOf(fetched)).to.equal("took longer than 0.3 seconds and was ended");
    expect(performance.now() - started).to.be.below(4000);
    const all = readFileSync(pids, "utf8").trim().split("\n").map(Number);
    expect(all).to.have.length(2);
    await until(() => (all.every(isGone) ? true : undefined), "the processes to be gone", 15_000);
  });

  it("does not wait for a helper that keeps the pipe open in the background", async () => {
    expect(await run("sleep 60 & echo key", [], 10_000)).to.deep.equal({ text: "key\n" });
  });

  it("reads no more than a secret can be long, and ends a program without end", async () => {
    expect(whyOf(await run("while :; do echo 0123456789012345678901234567890123456789; done"))).to.equal("printed more than 64 KiB");
    expect(whyOf(await run("head -c 1000000 /dev/zero | tr '\\0' x >&2; exit 1")).length).to.be.below(400);
  });
});

/** A process that nobody has buried yet counts as gone. */
function isGone(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return /^[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 2));
  } catch {
    return true;
  }
}
