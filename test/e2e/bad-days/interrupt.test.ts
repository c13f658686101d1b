import { until } from "@ainative-code/test-kit";
import type { RunningCli, ScriptedCall } from "@ainative-code/test-kit";
import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { expectFailure, linesOf } from "./failures.ts";
import type { Scene } from "./scene.ts";
import { scene } from "./scene.ts";
import { briefly, expectLawful, rolesOf, savedMessages } from "./sessions.ts";

const stopped = "Cancelled; what was said and done before is saved.\nTry: Go on: ainative-code chat --continue";
const ends: readonly (readonly [NodeJS.Signals, number])[] = [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]];

const bash = (command: string): ScriptedCall => ({ name: "bash", input: { command } });

/** Ten minutes of work for three processes of one group, which write down who they are. */
const longWork = bash("echo begun; sleep 600 & echo $! >two; sleep 600 & echo $! >three; echo $$ >one; wait");

/** The processes of `longWork`, as soon as all of them are there. */
async function workers({ home }: Scene): Promise<readonly number[]> {
  const pidIn = (name: string): number => {
    const file = join(home.project, name);
    return existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  };
  return until(() => {
    const pids = ["one", "two", "three"].map(pidIn);
    return pids.every((pid) => pid > 0) ? pids : undefined;
  }, "the work to begin", 10_000);
}

/** A dead process that nobody has buried yet counts as dead. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

async function expectDead(pids: readonly number[]): Promise<void> {
  await until(() => (pids.some(isAlive) ? undefined : true), `the end of ${pids.filter(isAlive).join()}`, 10_000);
}

describe("an interrupted run", () => {
  before(buildOnce);

  describe("in the middle of the answer", () => {
    for (const [signal, exitCode] of ends) {
      it(`ends with ${exitCode} by ${signal}, and what was said is saved`, async () => {
        await using s = await scene((_request, turn) =>
          turn === 0 ? { text: "one two three", fault: { kind: "stall", afterEvents: 3 } } : { text: "and four" });
        const cli = s.start();
        await cli.waitFor("two");
        cli.kill(signal);
        expectFailure(await cli.exited, { exitCode, told: [stopped] }, "one two \n");
        expect(briefly(await savedMessages(s))).to.deep.equal(["user: Go", "assistant: one two [aborted]"]);
        expect(await s.run(["chat", "--continue", "-p", "continue"])).to.include({ exitCode: 0, stdout: "and four\n" });
        expect(rolesOf(s.server.requests[1]?.body)).to.deep.equal(["system", "user", "assistant", "user"]);
      });
    }

    it("tells it as JSON too, with the same exit code", async () => {
      await using s = await scene(() => ({ text: "one two", fault: { kind: "stall", afterEvents: 3 } }));
      const cli = s.start(["--output-format", "stream-json", "--include-partial-messages"]);
      await cli.waitFor('two"');
      cli.kill("SIGTERM");
      const { exitCode, stdout, stderr } = await cli.exited;
      expect({ exitCode, stderr }).to.deep.equal({ exitCode: 143, stderr: "" });
      const result = linesOf(stdout).at(-1);
      expect(result).to.deep.include({ type: "result", is_error: true, exit_code: 143, result: "one two" });
      expect(result).to.have.nested.property("error.code", "cancelled");
    });
  });

  describe("while a command runs", () => {
    // Behind the fence a command does not know the number that its process has outside.
    const env = { AINATIVE_CODE_SANDBOX_MODE: "off" };
    const start = (s: Scene): RunningCli => s.start(["--allowed-tools", "bash", "--output-format", "stream-json"], { env });
    const working = async (): Promise<Scene> => scene([{ text: "I work.", calls: [longWork] }, { text: "On it goes." }]);

    for (const [signal, exitCode] of ends) {
      it(`ends with ${exitCode} by ${signal}, the command's whole process group is dead, and its result is saved`, async () => {
        await using s = await working();
        const cli = start(s);
        const pids = await workers(s);
        cli.kill(signal);
        const { stdout, ...ended } = await cli.exited;
        expect(ended).to.deep.equal({ exitCode, signal: undefined, stderr: "" });
        await expectDead(pids);
        const types = linesOf(stdout).map(({ type }) => type);
        expect(types).to.deep.equal(["system", "user", "assistant", "tool_begin", "tool_end", "tool", "result"]);
        const messages = await savedMessages(s);
        expect(briefly(messages)).to.deep.equal(["user: Go", "assistant: I work. bash()", "tool: bash error"]);
        const result = JSON.stringify(messages.at(-1));
        expect(result).to.include("The command was cancelled and its processes ended.").and.to.include("begun");

        expect(await s.run(["chat", "--continue", "-p", "go on"])).to.include({ exitCode: 0, stdout: "On it goes.\n" });
        expectLawful(s.server.requests[1]?.body);
        expect(rolesOf(s.server.requests[1]?.body)).to.deep.equal(["system", "user", "assistant", "tool", "user"]);
      });
    }

    it("ends at once at the second Ctrl+C, with a command that does not want to end", async () => {
      const deaf = bash("trap '' TERM INT; echo $$ >one; echo $$ >two; echo $$ >three; while :; do sleep 0.1; done");
      await using s = await scene(() => ({ calls: [deaf] }));
      const cli = start(s);
      const pids = await workers(s);
      cli.kill("SIGINT");
      // Nearer together they count as one, which npm has passed on.
      await new Promise((resolve) => setTimeout(resolve, 150));
      const second = performance.now();
      cli.kill("SIGINT");
      expect(await cli.exited).to.include({ exitCode: 130 });
      expect(performance.now() - second, "it waited for the command").to.be.below(1500);
      await expectDead(pids);
      const shown = await savedMessages(s);
      expect(briefly(shown).slice(0, 2)).to.deep.equal(["user: Go", "assistant: bash()"]);
    });
  });

  it("ends while it waits for its standard input", async function () {
    if (process.platform !== "linux") this.skip();
    await using s = await scene([]);
    const ended = await Promise.all(ends.map(async ([signal, exitCode]) => {
      const cli = s.startOpen(["chat", "-m", "openai/m"]);
      await until(() => (isListening(cli.pid) ? true : undefined), "the signal to be heard", 30_000);
      cli.kill(signal);
      return { ...(await cli.exited), expected: exitCode };
    }));
    for (const { exitCode, expected, stdout, stderr } of ended) {
      expect({ exitCode, stdout }, stderr).to.deep.equal({ exitCode: expected, stdout: "" });
    }
  });
});

/** Whether a process has taken SIGHUP for itself, as the command does before it reads; Node by itself takes the others only. */
function isListening(pid: number): boolean {
  const caught = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? "0";
  return (BigInt(`0x${caught}`) & 1n) !== 0n;
}
