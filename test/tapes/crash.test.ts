import { expect } from "chai";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { until } from "@ainative-code/test-kit";
import { buildOnce } from "../boot/built-cli.ts";
import { linesOf } from "../e2e/bad-days/failures.ts";
import { expectLawful, savedMessages } from "../e2e/bad-days/sessions.ts";
import { runTests } from "./repository.ts";
import { callsOf } from "./saved-task.ts";
import { after, bash, edit, read, tape, together } from "./tape.ts";
import { expectPlayed, taskScene, type TaskScene } from "./task-scene.ts";

const tell = edit("README.md", "`npm test`", "- The limit is 6.00.\n\n`npm test`");

/** Runs a prompt until this is on the disk or at the server, and kills the program with nobody told. */
async function killed(s: TaskScene, prompt: string, more: readonly string[], when: () => boolean): Promise<readonly string[]> {
  const cli = s.start(prompt, more);
  await until(() => (when() ? true : undefined), "the moment to kill it", 15_000).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${cli.stdout()}${cli.stderr()}`);
  });
  cli.kill("SIGKILL");
  const { stdout, signal } = await cli.exited;
  expect(signal).to.equal("SIGKILL");
  const whole = linesOf(stdout.slice(0, stdout.lastIndexOf("\n") + 1));
  return whole.filter(({ type }) => /^(?:user|assistant|tool)$/.test(type)).map((line) => JSON.stringify(line["message"]));
}

describe("a task in whose middle the program is killed", () => {
  before(buildOnce);

  it("goes on after a kill in a command and one in an answer: nothing is lost or done twice, and all of it can be undone", async () => {
    const played = tape(
      () => edit("src/fee.js", "mostCents = 500", "mostCents = 600"),
      after(/Edited src\/fee\.js/, bash("touch started.log; sleep 20")),
      // After the first kill: the command's end is unknown, the edit before it is known and not to be done again.
      ({ results, all }) => {
        const isTold = results.join().includes("interrupted before its result was saved") && all.includes("Edited src/fee.js");
        if (!isTold) throw new Error(`not told what became of the command:\n${all}`);
        return read("src/fee.js");
      },
      after(/mostCents = 600/, { ...tell, text: ["I tell it ", "in the README."], fault: { kind: "stall", afterEvents: 3 } }),
      // After the second: that answer never was.
      ({ all }) => {
        if (all.includes("in the README")) throw new Error(`half an answer was kept:\n${all}`);
        return together(tell, edit("test/fee.test.js", "feeCents(400), 500", "feeCents(400), 600"));
      },
      after(/Edited test\/fee\.test\.js/, bash(runTests)),
      after(/pass 6\n[^]*fail 0\n/, { text: "The limit is 6.00." }),
    );
    await using s = await taskScene(played);
    const rules = ["--allowed-tools", "bash(touch *)", "--allowed-tools", "bash(sleep *)"];
    const first = await killed(s, "Raise the limit to 6.00.", rules, () => existsSync(join(s.home.project, "started.log")));
    const second = await killed(s, "Go on.", ["--continue"], () => s.server.requests.length === 4);
    const done = await s.chat("And now?", ["--continue"]);
    expectPlayed(done, played, s);
    for (const { body } of s.server.requests) expectLawful(body);

    expect(s.repository.test()).to.deep.equal({ passed: 6, failed: 0 });
    expect(s.repository.changed()).to.deep.equal(["M README.md", "M src/fee.js", "M test/fee.test.js", "!! started.log"]);
    expect(s.repository.diff().filter((line) => line.startsWith("+"))).to.have.length(4);
    const saved = await savedMessages(s);
    const known = new Set(saved.map((message) => JSON.stringify(message)));
    expect([...first, ...second].filter((message) => !known.has(message)), "told to be saved").to.deep.equal([]);
    expect(new Set(saved.map(({ id }) => id)).size).to.equal(saved.length);
    expect(callsOf(saved).filter((line) => line.startsWith("edit"))).to.deep.equal(["edit ok", "edit ok", "edit ok"]);

    await s.undo("--to", "1");
    expect(s.repository.changed()).to.deep.equal(["!! started.log"]);
  });
});
