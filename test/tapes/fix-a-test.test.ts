import { expect } from "chai";
import { buildOnce } from "../boot/built-cli.ts";
import { runTests } from "./repository.ts";
import { callsOf, expectSaved } from "./saved-task.ts";
import { after, bash, call, edit, read, tape, together } from "./tape.ts";
import { expectPlayed, taskScene } from "./task-scene.ts";

describe("a failing test", () => {
  before(buildOnce);

  it("is found, read, mended where it is broken, and passes; undo and redo bring both states back", async () => {
    const played = tape(
      () => bash(runTests),
      ({ find }) => {
        const [file, name] = find(/test at (test\/fee\.test\.js):\d+:\d+\n✖ (the fifth day late costs two days)[^]*100 !== 40/);
        return { ...together(read(file), call("grep", { pattern: "centsPerDay,", path: "src" })), text: `"${name}" fails.` };
      },
      ({ find }) => {
        find(/\ttest\("the fifth day late costs two days", \(\) => assert\.equal\(feeCents\(5\), 40\)\)/);
        return read(find(/^(src\/\w+\.js):\d+:.*Math\.min/m)[0]);
      },
      ({ find }) => {
        const [line = ""] = find(/^\s*\d+\t(.*daysLate \* centsPerDay.*)$/m);
        return edit("src/fee.js", line, line.replace("daysLate *", "(daysLate - freeDays) *"));
      },
      after(/Edited src\/fee\.js: 1 replacement/, bash(runTests)),
      after(/pass 6\n[^]*fail 0\n/, { text: "The free days are free again." }),
    );
    await using s = await taskScene(played, [["src/fee.js", "(daysLate - freeDays)", "daysLate"]]);
    expect(s.repository.test()).to.deep.equal({ passed: 4, failed: 2 });

    const done = await s.chat("The test fails. Mend it.");
    expectPlayed(done, played, s);
    expect(s.repository.test()).to.deep.equal({ passed: 6, failed: 0 });
    expect(s.repository.changed()).to.deep.equal(["M src/fee.js"]);
    const line = (days: string): string => `  return daysLate <= freeDays ? 0 : Math.min(${days} * centsPerDay, mostCents);`;
    expect(s.repository.diff()).to.deep.equal([`-${line("daysLate")}`, `+${line("(daysLate - freeDays)")}`]);
    const saved = await expectSaved(s, done.stdout);
    expect(callsOf(saved)).to.deep.equal(["bash error", "read ok", "grep ok", "read ok", "edit ok", "bash ok"]);

    await s.undo();
    expect([s.repository.changed(), s.repository.test().failed]).to.deep.equal([[], 2]);
    expect((await s.run(["session", "redo", "--yes"])).exitCode).to.equal(0);
    expect(s.repository.test()).to.deep.equal({ passed: 6, failed: 0 });
  });
});
