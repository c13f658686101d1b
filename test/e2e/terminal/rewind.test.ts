import type { ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { answer } from "../../print/line/answer-question.ts";
import { enter, lineScene } from "./line-scene.ts";

const accept = ["--permission-mode", "accept-edits"];

describe("/undo, /redo and /rewind in a conversation", () => {
  const scene = lineScene();
  const at = (name: string): string => join(scene.home.project, name);
  const write = (path: string, content: string): ScriptedReply => ({ calls: [{ name: "write", input: { path, content } }] });

  it("show what they would do, ask, and do it", async () => {
    using terminal = await scene.open([write("a.txt", "one\ntwo\n"), { text: "Done the first." }, { text: "Said the second." }, { text: "On we go." }], { words: accept });
    await terminal.shows("permissions: accept-edits");
    enter(terminal, "make a file");
    await terminal.shows("Done the first.");
    expect(readFileSync(at("a.txt"), "utf8")).to.equal("one\ntwo\n");
    enter(terminal, "just talk");
    await terminal.shows("Said the second.");
    enter(terminal, "/rewind");
    expect(await terminal.shows("Go back to before one: /rewind NUMBER")).to.match(/1 .* make a file {2}1 file \+2 -0[^]*2 .* just talk/);
    enter(terminal, "/rewind 1");
    expect(await terminal.shows("b = files and conversation")).to.match(/Back to before "make a file":[^]*a\.txt: removed \+0 -2/);
    await answer(terminal, "b");
    await terminal.shows("1 file brought back, the conversation goes on from there");
    expect(existsSync(at("a.txt"))).to.equal(false);
    enter(terminal, "/redo");
    await terminal.shows(/a\.txt: made again \+2 -0[^]*Do it\?/);
    await answer(terminal, "f");
    await terminal.shows("1 file as before the undo");
    expect(readFileSync(at("a.txt"), "utf8")).to.equal("one\ntwo\n");
    enter(terminal, "another way");
    await terminal.shows("On we go.");
    expect(scene.asked(3)).to.deep.equal(["another way"]);
  });

  it("ask about a file that somebody else has changed, and take no for an answer", async () => {
    using terminal = await scene.open([write("a.txt", "the model's\n"), { text: "Done it." }], { words: accept });
    await terminal.shows("permissions: accept-edits");
    enter(terminal, "make a file");
    await terminal.shows("Done it.");
    writeFileSync(at("a.txt"), "the user's\n");
    enter(terminal, "/undo");
    expect(await terminal.shows("Do it?")).to.contain("! a.txt has changed since");
    await answer(terminal, "b");
    await terminal.shows("a.txt has changed since. Bring it back all the same?");
    await answer(terminal, "n");
    await terminal.shows("Left alone: a.txt: has changed since");
    expect(readFileSync(at("a.txt"), "utf8")).to.equal("the user's\n");
  });
});
