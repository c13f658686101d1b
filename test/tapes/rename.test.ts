import { expect } from "chai";
import { join } from "node:path";
import { buildOnce } from "../boot/built-cli.ts";
import { createRepository, runTests, type Repository } from "./repository.ts";
import { callsOf, expectSaved } from "./saved-task.ts";
import { after, bash, call, tape, together } from "./tape.ts";
import { asking, expectPlayed, rights, taskScene } from "./task-scene.ts";

// Without the times that a recorded run would not meet again.
const briefly = `${runTests} --test-reporter=dot`;

const prompt = "Call it formatAmount, in amount.js.";

const move = `*** Begin Patch
*** Update File: src/money.js
*** Move to: src/amount.js
@@
-export function formatCents(cents) {
+export function formatAmount(cents) {
*** End Patch`;

function expectRenamed({ git, text, test, changed }: Repository): void {
  expect(test()).to.deep.equal({ passed: 6, failed: 0 });
  expect(changed()).to.deep.equal([]);
  const commit = git("show", "--name-status", "--format=%s", "-M40%", "HEAD");
  expect(commit).to.match(/^Say amount\n\nR\d+\tsrc\/money\.js\tsrc\/amount\.js\nM\tsrc\/letter\.js\n$/);
  expect(git("grep", "-c", "formatAmount").trim().split("\n")).to.have.members(["src/amount.js:1", "src/letter.js:3"]);
  expect(text("src/letter.js")).to.not.match(/formatCents|money\.js/);
}

describe("a refactoring that renames over several files", () => {
  before(buildOnce);

  it("changes every use that grep finds and no other, commits, and does the same where its tape is played again", async () => {
    const played = tape(
      () => together(call("grep", { pattern: "\\bformatCents\\b", mode: "files" }), call("grep", { pattern: "money\\.js" })),
      ({ results: [files = ""], find }) => {
        const [importer = ""] = find(/^(src\/\w+\.js):\d+:import/m);
        const users = (files.match(/^src\/\w+\.js$/gm) ?? []).filter((path) => path !== "src/money.js");
        const name = { oldText: "formatCents", newText: "formatAmount", replaceAll: true };
        const place = { oldText: "./money.js", newText: "./amount.js" };
        const edits = users.map((path) => call("edit", { path, edits: path === importer ? [name, place] : [name] }));
        return together(...edits, call("apply_patch", { patch: move }));
      },
      after(/Edited src\/letter\.js: 4 replacements/, bash(`git status --short && ${briefly}`)),
      after(/ D src\/money\.js\n\?\? src\/amount\.js\n\.{6}/, bash("git add -A && git commit -q -m 'Say amount' && git log --format=%s")),
      after(/^Say amount\nThe lending desk/, { text: "It is called an amount everywhere." }),
    );
    await using s = await taskScene(played);
    const recorded = join(s.home.root, "rename.jsonl");
    const done = await s.chat(prompt, ["--record", recorded]);
    expectPlayed(done, played, s);
    expectRenamed(s.repository);
    const calls = callsOf(await expectSaved(s, done.stdout));
    expect(calls).to.deep.equal(["grep ok", "grep ok", "edit ok", "apply_patch ok", "bash ok", "bash ok"]);

    const asked = s.server.requests.length;
    const copy = createRepository(join(s.home.root, "another copy"));
    const again = await s.run([...asking(prompt), "-m", `replay/${recorded}`, ...rights], { cwd: copy.folder });
    expect(again.exitCode, again.stderr + again.stdout).to.equal(0);
    expectRenamed(copy);
    expect(s.server.requests).to.have.length(asked);
  });
});
