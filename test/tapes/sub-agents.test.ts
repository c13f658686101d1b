import { expect } from "chai";
import { buildOnce } from "../boot/built-cli.ts";
import { linesOf, type Line } from "../e2e/bad-days/failures.ts";
import { firstPrompt, task } from "../e2e/sub-agents/task-script.ts";
import { runTests } from "./repository.ts";
import { callsOf, expectSaved } from "./saved-task.ts";
import { after, bash, call, read, tape, type Tape } from "./tape.ts";
import { expectPlayed, taskScene } from "./task-scene.ts";

const modules = ["days", "money", "loan"] as const;

const cases: Readonly<Record<(typeof modules)[number], string>> = {
  days: 'daysBetween("2026-03-01", "2026-03-11"), 10',
  money: 'formatCents(1205), "12.05"',
  loan: 'owedCents([{ due: "2026-03-01" }, { due: "2026-03-09" }], "2026-03-11"), 140',
};

/** A sub-agent that reads one module, writes a test for what that exports, and runs it. */
function testWriter(module: (typeof modules)[number]): Tape {
  const path = `test/${module}.test.js`;
  return tape(
    () => read(`src/${module}.js`),
    ({ find }) => {
      const [name] = find(/export function (\w+)\(/);
      const lines = ['import assert from "node:assert/strict";', 'import { test } from "node:test";', `import { ${name} } from "../src/${module}.js";`, ""];
      return call("write", { path, content: [...lines, `test("${module}", () => assert.equal(${cases[module]}));`, ""].join("\n") });
    },
    after(/test\/\w+\.test\.js/, bash(`node --test --test-isolation=none ${path}`)),
    after(/pass 1\n/, { text: `${path} has 1 test, which passes.` }),
  );
}

const isOf = (type: string) => (line: Line): boolean => line.type === type;

describe("work handed to sub-agents", () => {
  before(buildOnce);

  it("is done by three of them side by side, each in its own session, put together, and undone as one", async () => {
    const main = tape(
      () => ({ text: "Three at once.", calls: modules.map((module) => task(`Test src/${module}.js.`, {}, module)) }),
      ({ results }) => ({ ...bash(`git status --short -uall && ${runTests}`), text: results.map((text) => text.split("\n")[0]).join("\n") }),
      after(/days\.test\.js\n[^]*pass 9\n[^]*fail 0\n/, { text: "Each module has a test." }),
    );
    const writers = modules.map((module) => ({ module, writer: testWriter(module) }));
    await using s = await taskScene({
      script(request) {
        const own = writers.find(({ module }) => firstPrompt(request).startsWith(`Test src/${module}.js`));
        return (own?.writer ?? main).script(request);
      },
    });
    const done = await s.chat("Every module needs a test.");
    expectPlayed(done, main, s);
    for (const { writer } of writers) expect(writer.missing()).to.equal(undefined);
    expect(s.repository.test()).to.deep.equal({ passed: 9, failed: 0 });
    expect(s.repository.changed()).to.deep.equal(["?? test/days.test.js", "?? test/loan.test.js", "?? test/money.test.js"]);

    const lines = linesOf(done.stdout);
    const [begun, ended] = [lines.filter(isOf("task_begin")), lines.filter(isOf("task_result"))];
    expect([begun.length, ended.length]).to.deep.equal([3, 3]);
    expect(lines.findIndex(isOf("task_result")), "one after the other").to.be.above(lines.findLastIndex(isOf("task_begin")));
    for (const line of begun) {
      const shown = await s.run(["session", "show", String(line["task_session_id"])]);
      expect(shown.stdout).to.match(/> Test src\/(\w+)\.js\.[^]*test\/\1\.test\.js has 1 test/);
    }
    const saved = await expectSaved(s, done.stdout);
    expect(callsOf(saved)).to.deep.equal(["task ok", "task ok", "task ok", "bash ok"]);

    await s.undo();
    expect([s.repository.changed(), s.repository.test()]).to.deep.equal([[], { passed: 6, failed: 0 }]);
  });
});
