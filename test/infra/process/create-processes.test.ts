import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAinError } from "@ainative-code/sdk";
import type { Processes, RunOptions, RunResult } from "@ainative-code/sdk";
import { expect } from "chai";
import { createProcesses } from "../../../src/infra/process/create-processes.ts";
import { isThere } from "./is-there.ts";

describe("createProcesses", () => {
  let cwd: string;
  let abort: AbortController;
  let processes: Processes;

  beforeEach(() => {
    cwd = realpathSync(mkdtempSync(join(tmpdir(), "processes-")));
    abort = new AbortController();
    processes = createProcesses({ cwd, env: process.env, signal: abort.signal, graceMs: 150 });
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));

  const run = async (command: string, options: Partial<RunOptions> = {}): Promise<RunResult> => processes.run({ command, ...options });

  it("runs a command line of the shell in the working directory", async () => {
    const result = await run("pwd && echo one | tr a-z A-Z");
    expect(result).to.include({ exitCode: 0, signal: undefined, timedOut: false, output: `${cwd}\nONE\n` });
    expect(result.outputBytes).to.equal(cwd.length + 5);
  });

  it("keeps stdout and stderr in the order they were written", async () => {
    const { output } = await run("for i in 1 2 3; do echo out $i; echo err $i >&2; done");
    expect(output).to.equal("out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\n");
  });

  it("gives programs an output they can open by name", async () => {
    expect((await run("echo a > /dev/stderr; echo b > /dev/stdout")).output).to.equal("a\nb\n");
  });

  it("tells the exit code, and the signal that ended the shell", async () => {
    expect(await run("exit 7")).to.include({ exitCode: 7, signal: undefined });
    expect(await run("kill -KILL $$")).to.include({ exitCode: undefined, signal: "SIGKILL" });
  });

  it("numbers the lines of a syntax error as the command has them", async () => {
    const result = await run("echo (");
    expect(result.exitCode).to.equal(2);
    expect(result.output).to.match(/line 1/);
  });

  it("gives a command that reads its input an end at once", async () => {
    expect(await run("cat; echo done")).to.include({ output: "done\n", exitCode: 0 });
  });

  it("has no terminal to ask at", async () => {
    const { output } = await run("tty; (: < /dev/tty) 2>/dev/null || echo none");
    expect(output).to.match(/none\n$/);
  });

  it("keeps head and tail of a huge output and counts all of it", async () => {
    const result = await run("seq 1 200000", { maxOutputBytes: 1000 });
    expect(result.outputBytes).to.equal(1288895);
    expect(result.output).to.match(/^1\n2\n3\n/).and.match(/\n199999\n200000\n$/);
    expect(result.output).to.contain("bytes left out");
    expect(result.output.length).to.be.lessThan(1100);
  });

  it("passes the output on as it comes, never splitting a character", async () => {
    const seen: string[] = [];
    await run(String.raw`printf '\303'; sleep 0.02; printf '\244'`, { onOutput: (text) => seen.push(text) });
    expect(seen.join("")).to.equal("ä");
    expect(seen.every((text) => text === "" || text === "ä")).to.equal(true);
  });

  it("ends a command at its time limit, with everything it started", async () => {
    const result = await run("sleep 100 & echo $! > child; (sleep 100 & echo $! > grandchild; wait) & sleep 100", { timeoutMs: 150 });
    expect(result.timedOut).to.equal(true);
    expect(result).not.to.have.property("backgroundEnded");
    expect(isThere(pidIn("child"))).to.equal(false);
    expect(isThere(pidIn("grandchild"))).to.equal(false);
  });

  it("kills what does not listen to SIGTERM", async () => {
    const result = await run("trap '' TERM; echo $$ > shell; while :; do sleep 0.01; done", { timeoutMs: 100 });
    expect(result).to.include({ timedOut: true, signal: "SIGKILL" });
    expect(isThere(pidIn("shell"))).to.equal(false);
  });

  it("lets a command that is ended finish its work within the grace", async () => {
    const result = await run("trap 'echo cleaned; exit 5' TERM; while :; do sleep 0.01; done", { timeoutMs: 100 });
    expect(result).to.include({ timedOut: true, exitCode: 5 });
    expect(result.output).to.match(/cleaned\n$/);
  });

  it("does not wait for a background process that holds the output, ends it and says so", async () => {
    const result = await run("sleep 100 & echo $! > child; echo started");
    expect(result).to.include({ exitCode: 0, output: "started\n", backgroundEnded: true, timedOut: false });
    expect(result.durationMs).to.be.lessThan(5000);
    expect(isThere(pidIn("child"))).to.equal(false);
  });

  it("ends a silent background process too", async () => {
    expect(await run("sleep 100 >/dev/null 2>&1 & echo $! > child")).to.include({ exitCode: 0, backgroundEnded: true });
    expect(isThere(pidIn("child"))).to.equal(false);
  });

  it("waits a moment for a helper of the command to finish", async () => {
    const result = await run("echo hello > >(sleep 0.03; cat)");
    expect(result.output).to.equal("hello\n");
    expect(result).not.to.have.property("backgroundEnded");
  });

  it("does not hang on a process that left the group and holds the output", async () => {
    const result = await run("setsid sleep 100 & echo $! > child; while ! kill -0 -$! 2>/dev/null; do :; done; echo started");
    process.kill(pidIn("child"), "SIGKILL");
    expect(result).to.include({ exitCode: 0, output: "started\n" });
  });

  it("ends everything on abort and throws cancelled", async () => {
    const running = run("echo $$ > shell; sleep 100 & echo $! > child; echo ready; wait", { onOutput: () => abort.abort() });
    const error = await running.catch((thrown: unknown) => thrown);
    expect(isAinError(error) && error.code).to.equal("cancelled");
    expect(isThere(pidIn("shell"))).to.equal(false);
    expect(isThere(pidIn("child"))).to.equal(false);
  });

  it("starts nothing when it is cancelled already", async () => {
    abort.abort();
    const error = await run("touch made").catch((thrown: unknown) => thrown);
    expect(isAinError(error) && error.code).to.equal("cancelled");
    expect(() => readFileSync(join(cwd, "made"))).to.throw("ENOENT");
  });

  it("keeps the host's secrets out of the environment and the pagers away", async () => {
    const env = { ...process.env, OPENAI_API_KEY: "sk-1", MINE: "kept", PAGER: "less" };
    const own = createProcesses({ cwd, env, signal: abort.signal, withoutEnv: ["OPENAI_API_KEY"] });
    const { output } = await own.run({
      command: 'echo "[$OPENAI_API_KEY] $MINE $PAGER $GIT_PAGER $AI_AGENT $ADDED"',
      env: { ADDED: "more" },
    });
    expect(output).to.equal("[] kept cat cat ainative-code more\n");
  });

  it("keeps git from a bare repository that lies among the files, and its other settings as they are", async () => {
    const git = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "user.name", GIT_CONFIG_VALUE_0: "Ada" };
    const own = createProcesses({ cwd, env: { ...process.env, ...git }, signal: abort.signal });
    await own.run({ command: "git init -q --bare sub && git --git-dir=sub config core.bare false && git --git-dir=sub config core.worktree . && git --git-dir=sub config core.fsmonitor 'touch ran; echo'" });
    const { output } = await own.run({ command: "cd sub; git status; ls ran; git --git-dir=. config user.name" });
    expect(output).to.include("safe.bareRepository").and.match(/ran.*No such file|cannot access 'ran'/).and.match(/Ada\n$/);
    expect((await own.run({ command: "git init -q tree && cd tree && git status --short && git rev-parse --is-inside-work-tree" })).output).to.equal("true\n");
  });

  it("says why a command could not be started", async () => {
    for (const [options, reason] of [
      [{ command: "true", cwd: join(cwd, "missing") }, "did not start"],
      [{ command: "a\0b" }, "NUL"],
      [{ command: `true ${"x".repeat(300_000)}` }, "too long"],
    ] as const) {
      const error = await processes.run(options).catch((thrown: unknown) => thrown);
      expect(isAinError(error) && error.code).to.equal("invalid-input");
      expect(String(error)).to.contain(reason);
    }
  });

  it("does with sockets where there are no named pipes", async () => {
    const own = createProcesses({ cwd, env: process.env, signal: abort.signal, takePipe: async () => undefined });
    const result = await own.run({ command: "for i in 1 2; do echo out; echo err >&2; done; exit 4" });
    expect(result).to.include({ exitCode: 4, output: "out\nerr\nout\nerr\n" });
  });

  it("runs many commands side by side and leaves no open files behind", async function () {
    if (process.platform !== "linux") this.skip();
    const open = async (): Promise<number> => Number((await run(`ls /proc/${process.pid}/fd | wc -l`)).output);
    const many = async (): Promise<readonly RunResult[]> => Promise.all(Array.from({ length: 20 }, async (_, index) => run(`echo ${index}`)));
    await many();
    const before = await open();
    const results = await many();
    await many();
    expect(results.map(({ output }) => output.trim())).to.deep.equal(Array.from({ length: 20 }, (_, index) => String(index)));
    expect(await open()).to.be.lessThan(before + 40);
  });

  function pidIn(file: string): number {
    return Number(readFileSync(join(cwd, file), "utf8"));
  }
});
