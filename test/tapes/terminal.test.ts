import { expect } from "chai";
import { buildOnce } from "../boot/built-cli.ts";
import { openTerminal, program } from "../e2e/terminal/terminal.ts";
import type { Terminal } from "../e2e/terminal/terminal.ts";
import { enter } from "../e2e/terminal/line-scene.ts";
import { needsProgram } from "../needs-program.ts";
import { answer } from "../print/line/answer-question.ts";
import { runTests } from "./repository.ts";
import { after, bash, call, edit, tape } from "./tape.ts";
import { taskScene, type TaskScene } from "./task-scene.ts";

describe("a whole task in a terminal", () => {
  before(needsProgram("tmux"));
  before(buildOnce);

  const chat = ({ env, home }: TaskScene, ...words: readonly string[]): Terminal =>
    openTerminal([...program, "chat", "-m", "openai/m", ...words], { env, cwd: home.project });

  it("asks before it runs and before it writes, shows the change, mends the test, and takes it back when told so", async () => {
    const played = tape(
      () => bash(runTests),
      after(/✖ the fifth day late/, call("grep", { pattern: "centsPerDay", path: "src" })),
      ({ find }) => {
        const [path = "", line = ""] = find(/^(src\/\w+\.js):\d+:(.*daysLate \* centsPerDay.*)$/m);
        return edit(path, line, line.replace("daysLate *", "(daysLate - freeDays) *"));
      },
      after(/Edited src\/fee\.js/, bash(runTests)),
      after(/pass 6\n[^]*fail 0\n/, { text: "The free days are free again." }),
    );
    await using s = await taskScene(played, [["src/fee.js", "(daysLate - freeDays)", "daysLate"]]);
    using terminal = chat(s, "The test fails. Mend it.");
    await terminal.shows(`command: ${runTests}`);
    await answer(terminal, "a");
    expect(await terminal.shows("Allow edit?")).to.match(/✗ bash node --test[^]*-.*daysLate \* centsPerDay[^]*\+.*\(daysLate - freeDays\) \* centsPerDay/);
    expect(s.repository.changed()).to.deep.equal([]);
    await answer(terminal, "y");
    const screen = await terminal.shows("The free days are free again.");
    expect(screen.match(/Allow bash\?/g), "asked once, for always was said").to.have.length(1);
    expect(played.missing()).to.equal(undefined);
    expect([s.repository.changed(), s.repository.test()]).to.deep.equal([["M src/fee.js"], { passed: 6, failed: 0 }]);

    enter(terminal, "/undo");
    await terminal.shows("b = files and conversation");
    await answer(terminal, "b");
    await terminal.shows("1 file brought back");
    expect([s.repository.changed(), s.repository.test().failed]).to.deep.equal([[], 2]);
    terminal.press("C-d");
    await terminal.shows("exit 0");
  });

  it("plans, waits for a yes, heeds a word that is typed meanwhile, and commits", async () => {
    const plan = "1. Raise the limit in src/fee.js to 6.00.\n2. Change its test.\n3. Commit.";
    const played = tape(
      () => call("grep", { pattern: "500" }),
      after(/src\/fee\.js:3:const mostCents = 500;\n[^]*test\/fee\.test\.js/, call("present_plan", { plan })),
      after(/approved the plan/, edit("src/fee.js", "mostCents = 500", "mostCents = 600")),
      after(/Edited/, { ...edit("test/fee.test.js", "feeCents(400), 500", "feeCents(400), 600"), text: Array.from({ length: 30 }, () => "word "), paceMs: 40 }),
      ({ prompt, find }) => {
        find(/Edited test\/fee\.test\.js/);
        if (!prompt.includes("the README too")) throw new Error(`nothing of the word that was typed:\n${prompt}`);
        return edit("README.md", "up to 5.00", "up to 6.00");
      },
      after(/Edited README\.md/, bash(`${runTests} && git commit -qam 'Raise the limit' && git log --format=%s`)),
      after(/pass 6\n[^]*fail 0\n[^]*Raise the limit\nThe lending desk/, { text: "Committed." }),
    );
    await using s = await taskScene(played);
    using terminal = chat(s, "--permission-mode", "plan", "--allowed-tools", "bash(node --test *)", "--allowed-tools", "bash(git *)");
    await terminal.shows("permissions: plan");
    enter(terminal, "The limit shall be 6.00.");
    await terminal.shows(/3\. Commit\.[^]*Your answer:/);
    expect(s.repository.changed()).to.deep.equal([]);
    enter(terminal, "2");
    await terminal.shows("word word");
    enter(terminal, "the README too");
    await terminal.shows("Committed.");
    expect(played.missing()).to.equal(undefined);
    expect([s.repository.changed(), s.repository.test()]).to.deep.equal([[], { passed: 6, failed: 0 }]);
    expect(s.repository.git("show", "--stat", "--format=%s", "HEAD")).to.match(/^Raise the limit\n[^]*README\.md[^]*src\/fee\.js[^]*test\/fee\.test\.js[^]*3 files changed, 3 insertions\(\+\), 3 deletions/);
  });
});
