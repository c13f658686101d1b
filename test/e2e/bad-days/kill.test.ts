import type { Message } from "@ainative-code/sdk";
import type { JournalEntry, ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { setTimeout as sleep } from "node:timers/promises";
import { buildOnce } from "../../boot/built-cli.ts";
import type { Scene } from "./scene.ts";
import { scene } from "./scene.ts";
import { expectLawful, rolesOf, savedMessages } from "./sessions.ts";

const read = { name: "read", input: { path: "a.txt" } };

/** For each prompt: steps with tools that read, write and run, then a word. */
const steps: readonly ScriptedReply[] = [
  { text: "I write.", calls: [{ name: "write", input: { path: "a.txt", content: "one\n" } }, read] },
  { text: "I run.", calls: [{ name: "bash", input: { command: "echo two >>a.txt; cat a.txt" } }] },
  { calls: [read, { name: "grep", input: { pattern: "two" } }] },
  { text: ["That ", "is ", "it."] },
];

function answer({ body }: JournalEntry): ScriptedReply {
  const roles = rolesOf(body);
  const done = roles.slice(roles.lastIndexOf("user") + 1).filter((role) => role === "assistant").length;
  return { ...(steps[done] ?? { status: 400 }), paceMs: 1 };
}

const words = (go: readonly string[]): readonly string[] => [...go, "--permission-mode", "bypass", "--output-format", "stream-json"];

/** The messages a run has told to be on disk; of a killed one the last line may be cut off. */
function toldSaved(stdout: string): readonly Message[] {
  const whole = stdout.split("\n").slice(0, -1);
  const lines = whole.map((line) => JSON.parse(line) as { readonly type: string; readonly message?: Message });
  const saved = lines.filter(({ type }) => /^(user|assistant|tool)$/.test(type));
  return saved.flatMap(({ message }) => message ?? []);
}

/** One run on the same session, killed after so many milliseconds; what it had told. */
async function killed(s: Scene, afterMs: number): Promise<readonly Message[]> {
  const cli = s.start(words(["--continue"]));
  await Promise.race([sleep(afterMs), cli.exited]);
  cli.kill("SIGKILL");
  return toldSaved((await cli.exited).stdout);
}

describe("a run that is killed without warning", () => {
  before(buildOnce);

  it("loses nothing that it had told to be saved, and can be gone on with, whenever it happens", async () => {
    const kills = 12;
    await using s = await scene(answer);
    const started = performance.now();
    const first = await s.chat(words([]));
    expect(first.exitCode, first.stdout).to.equal(0);
    const wholeMs = performance.now() - started;

    const told = [...toldSaved(first.stdout)];
    const moments: number[] = [];
    for (let index = 0; index < kills; index++) {
      // The start takes half of the time, and little can go wrong there.
      const moment = wholeMs * (0.3 + (0.7 * (index + Math.random())) / kills);
      moments.push(Math.round(moment));
      told.push(...(await killed(s, moment)));
    }
    const last = await s.chat(words(["--continue"]));
    expect(last, `killed after ${moments.join()} ms of ${Math.round(wholeMs)}`).to.include({ exitCode: 0, stderr: "" });
    told.push(...toldSaved(last.stdout));

    for (const { body } of s.server.requests) expectLawful(body);
    const saved = await savedMessages(s);
    const ids = saved.map(({ id }) => id);
    expect(new Set(ids).size, "a message twice").to.equal(ids.length);
    const kept = new Set(told.map(({ id }) => id));
    expect(saved.filter(({ id }) => kept.has(id)), "told to be saved, in this order").to.deep.equal(told);
    expect(told.length, "no run got far enough").to.be.above(8 + 4);
  });
});
