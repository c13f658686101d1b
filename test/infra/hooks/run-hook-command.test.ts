import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tempHome, until } from "@ainative-code/test-kit";
import { expect } from "chai";
import type { HookRan } from "../../../src/core/hooks/hook-answer.ts";
import { hookRunner } from "../../../src/infra/hooks/run-hook-command.ts";

describe("the command of a hook", () => {
  let home: ReturnType<typeof tempHome>;
  before(() => {
    home = tempHome();
  });
  after(() => home.dispose());

  async function run(command: string, input = "{}", timeoutMs = 10_000, signal?: AbortSignal): Promise<HookRan> {
    const env = { ...home.env, PATH: process.env["PATH"], A_KEY: "hidden" };
    return hookRunner({ cwd: home.project, env, platform: process.platform, withoutEnv: ["A_KEY"] })(command, input, { timeoutMs, signal });
  }

  const isGone = async (pid: number): Promise<true> =>
    until(() => {
      try {
        process.kill(pid, 0);
        return undefined;
      } catch {
        return true as const;
      }
    }, `the end of ${String(pid)}`, 5000);

  it("gets the event, its place and no secrets, and tells its end", async () => {
    const ran = await run('cat; pwd; echo "$AINATIVE_CODE_PROJECT_DIR $A_KEY" >&2; exit 3', '{"a": 1}');
    expect(ran).to.deep.equal({ exitCode: 3, stdout: `{"a": 1}${home.project}\n`, stderr: `${home.project} \n` });
  });

  it("need not read what it is told, however much that is", async () => {
    for (const command of ["exec 0<&-; echo fine", "echo fine"]) expect(await run(command, "x".repeat(5_000_000)), command).to.include({ exitCode: 0, stdout: "fine\n" });
  });

  it("is ended with all that it started where it takes too long", async () => {
    expect(await run(`sleep 300 & echo $! > pid; trap '' TERM; while :; do sleep 1; done`, "", 300)).to.deep.equal({ failure: "took longer than 0.3 seconds and was ended" });
    await isGone(Number(readFileSync(join(home.project, "pid"), "utf8")));
  });

  it("is ended where it prints without end, on either stream", async () => {
    for (const command of ["yes flood", "yes flood >&2", "head -c 100000000 /dev/zero"]) expect(await run(command), command).to.deep.equal({ failure: "printed more than 1024 KiB and was ended" });
  });

  it("is not waited for where what it left running holds its output", async () => {
    const began = performance.now();
    expect(await run("sleep 300 & echo $! > left; echo done")).to.include({ exitCode: 0, stdout: "done\n" });
    expect(performance.now() - began).to.be.lessThan(5000);
    await isGone(Number(readFileSync(join(home.project, "left"), "utf8")));
  });

  it("says how it died, and where it could not run", async () => {
    expect(await run("kill -9 $$")).to.deep.equal({ failure: "was ended by SIGKILL" });
    expect(await run("exec /no/such/program")).to.have.property("exitCode").that.is.oneOf([126, 127]);
    const nowhere = hookRunner({ cwd: join(home.project, "gone"), env: home.env, platform: process.platform, withoutEnv: [] });
    expect(await nowhere("true", "", { timeoutMs: 1000, signal: undefined })).to.have.property("failure").that.matches(/^could not be started: /);
  });

  it("is ended with the turn, and not begun after it", async () => {
    const stop = new AbortController();
    const ran = run("echo > begun; sleep 300", "", 60_000, stop.signal);
    await until(() => (existsSync(join(home.project, "begun")) ? true : undefined), "its beginning", 20_000);
    stop.abort();
    expect(await ran).to.deep.equal({ failure: "was ended: the turn was stopped" });
    expect(await run("echo > never", "", 1000, stop.signal)).to.deep.equal({ failure: "was not run: the turn was stopped" });
    expect(existsSync(join(home.project, "never"))).to.equal(false);
  });
});
