import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCli, startCli, tempHome, type RunCliOptions, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";

describe("the runner of the CLI", () => {
  const homes: TempHome[] = [];
  after(() => {
    for (const home of homes) home.dispose();
  });

  /** A program in place of the CLI. */
  const program = (source: string): RunCliOptions => {
    const home = tempHome();
    homes.push(home);
    const bin = join(home.root, "run.mjs");
    writeFileSync(bin, source);
    return { bin, env: home.env, cwd: home.project };
  };

  it("gives back what was printed, and the exit code", async () => {
    const options = program("process.stdin.on('data', (d) => console.log(process.argv[2], String(d))); console.error('e'); process.exitCode = 7");
    expect(await runCli(["a b"], { ...options, input: "in" })).to.deep.equal({
      stdout: "a b in\n",
      stderr: "e\n",
      exitCode: 7,
      signal: undefined,
    });
  });

  it("runs it in a home of its own, with nothing of this process's environment but PATH", async () => {
    const options = program("console.log(JSON.stringify([process.env, process.cwd(), (await import('node:os')).homedir()]))");
    process.env["AINATIVE_TEST_LEAK"] = "1";
    try {
      const { stdout } = await runCli([], options);
      expect(JSON.parse(stdout)).to.deep.equal([{ ...options.env }, options.cwd, options.env["HOME"]]);
    } finally {
      delete process.env["AINATIVE_TEST_LEAK"];
    }
  });

  it("sends a signal as soon as the awaited output is there", async () => {
    const options = program("console.log('ready'); setInterval(() => {}, 1000)");
    const result = await runCli([], { ...options, signal: { name: "SIGINT", when: "ready" } });
    expect(result).to.deep.equal({ stdout: "ready\n", stderr: "", exitCode: undefined, signal: "SIGINT" });
  });

  it("kills it with everything it started at the time limit, and says what it had printed", async () => {
    const options = program(`
      import { spawn } from "node:child_process";
      spawn(process.execPath, ["-e", "console.log('child'); setInterval(() => {}, 1000)"], { stdio: "inherit" });
      setInterval(() => {}, 1000);
    `);
    // A child left over would hold the pipe, and this would never settle.
    const error: unknown = await runCli([], { ...options, timeoutMs: 1000 }).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(Error).with.property("message").that.includes("still running after 1000 ms:\nchild");
  });

  it("can be talked with while it runs", async () => {
    const cli = startCli([], program("console.log('name?'); process.stdin.once('data', (d) => { console.log('hello', String(d)); process.exit() })"));
    await cli.waitFor("name?");
    cli.write("Ann");
    await cli.waitFor("hello Ann");
    expect((await cli.exited).exitCode).to.equal(0);
  });

  it("tells that it ended without the awaited output", async () => {
    const cli = startCli([], program("console.log('something else')"));
    const error: unknown = await cli.waitFor("ready").catch((thrown: unknown) => thrown);
    expect(error).to.have.property("message").that.includes("something else");
  });

  it("leaves nothing of a temporary home", () => {
    const home = tempHome();
    expect(existsSync(home.project)).to.equal(true);
    home.dispose();
    expect(existsSync(home.root)).to.equal(false);
  });
});
