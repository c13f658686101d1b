import { expect } from "chai";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { answer } from "../../print/line/answer-question.ts";
import { enter, lineScene, slow } from "./line-scene.ts";

describe("a conversation in a terminal", () => {
  const scene = lineScene();

  it("goes on in one session, and leaves the terminal as it was", async () => {
    using terminal = await scene.open([{ text: "**First** answer." }, { text: "Second answer." }]);
    await terminal.shows("permissions: ask");
    enter(terminal, "one");
    expect(await terminal.shows("First answer.")).to.contain("> one");
    enter(terminal, "two");
    await terminal.shows("Second answer.");
    expect(scene.asked(1)).to.deep.equal(["one", "two"]);
    terminal.press("C-d");
    await terminal.shows("exit 0");
    terminal.type("typed in the shell");
    await terminal.shows("typed in the shell");
    expect(scene.sessions()).to.have.length(1);
    expect(scene.sessions()[0]).to.include({ title: "one", messageCount: 4 });
  });

  it("begins with the prompt of the command line", async () => {
    using terminal = await scene.open([{ text: "Hello." }, { text: "Again." }], { words: ["chat", "say hello"] });
    expect(await terminal.shows("Hello.")).to.contain("> say hello");
    enter(terminal, "more");
    await terminal.shows("Again.");
    expect(scene.asked(1)).to.deep.equal(["say hello", "more"]);
  });

  it("takes what is typed before it is there", async () => {
    using terminal = await scene.open([{ text: "Early." }]);
    await terminal.shows("(/help)");
    enter(terminal, "quick");
    expect(await terminal.shows("Early.")).to.match(/^> quick$/m);
    expect(terminal.screen()).not.to.match(/^quick/m);
  });

  it("takes several lines by Ctrl+J, a backslash and a paste", async () => {
    using terminal = await scene.open([{ text: "Read." }]);
    await terminal.shows("permissions: ask");
    terminal.type("a");
    terminal.press("C-j");
    enter(terminal, "b\\");
    terminal.paste(Array.from({ length: 15 }, (_, index) => `line ${index}`).join("\n"));
    expect(await terminal.shows("[pasted 15 lines]")).to.match(/> a\n {2}b\n {2}\[pasted 15 lines\]/);
    terminal.press("Enter");
    await terminal.shows("Read.");
    expect(scene.asked(0)[0]).to.match(/^a\nb\nline 0\n[^]*line 14$/);
  });

  it("stops a turn by Ctrl+C and by Esc, and goes on with a history that holds", async () => {
    using terminal = await scene.open([slow, slow, { text: "Still here." }]);
    await terminal.shows("permissions: ask");
    for (const key of ["C-c", "Escape"]) {
      enter(terminal, `go ${key}`);
      await terminal.shows(new RegExp(`go ${key}\\n[^]*word3`));
      terminal.press(key);
      await terminal.shows(new RegExp(`go ${key}\\n[^]*Stopped\\.`));
    }
    enter(terminal, "there?");
    await terminal.shows("Still here.");
    expect(scene.asked(2)).to.deep.equal(["go C-c", "go Escape", "there?"]);
  });

  it("keeps what is typed while the model answers, and never shows it within the answer", async () => {
    const answer = { text: Array.from({ length: 12 }, (_, index) => `part${index} `), paceMs: 80 };
    using terminal = await scene.open([answer, { text: "Second." }]);
    await terminal.shows("permissions: ask");
    enter(terminal, "one");
    await terminal.shows("part1 ");
    enter(terminal, "queued");
    terminal.type("half");
    const screen = await terminal.shows("Second.");
    expect(screen).to.match(/part0 part1 [^a-z]*part2 [^]*part11 *\n> queued\nSecond\.\n/);
    await terminal.shows(/^> half$/m);
  });

  it("brings earlier inputs back, in a later conversation too, but nothing that looks like a key", async () => {
    using first = await scene.open([{ text: "Yes." }, { text: "Yes." }], { words: ["chat"] });
    await first.shows("permissions: ask");
    enter(first, "remember me");
    await first.shows("Yes.");
    enter(first, "my key is sk-abcdefghijklmnopqrstuvwx");
    await first.shows(/Yes\.[^]*Yes\./);
    first.press("C-d");
    await first.shows("exit 0");
    const file = join(scene.home.data, "history");
    expect(readFileSync(file, "utf8")).to.equal('"remember me"\n');
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    using second = await scene.open([]);
    await second.shows("permissions: ask");
    second.press("Up");
    await second.shows("> remember me");
  });

  it("shows the change of an edit, and the end of what failed", async () => {
    writeFileSync(join(scene.home.project, "a.txt"), "one\ntwo\n");
    const calls = [
      { name: "edit", input: { path: "a.txt", oldText: "two", newText: "TWO" } },
      { name: "bash", input: { command: "seq 20; exit 3" } },
    ];
    using terminal = await scene.open([{ calls }, { text: "Well." }], { words: ["chat", "do it"] });
    const question = await terminal.shows("Allow edit?");
    expect(question).to.match(/path: a\.txt\n +-two\n +\+TWO/);
    await answer(terminal, "y");
    expect(await terminal.shows("Allow bash?")).to.match(/✓ edit a\.txt [^]*-two\n *\+TWO/);
    await answer(terminal, "y");
    expect(await terminal.shows("Well.")).to.match(/✗ bash seq 20; exit 3 [^]*more lines\][^]*20\n/);
  });

  it("takes nothing that is typed into a question for its answer, and what is entered there for the next input", async () => {
    const call = { calls: [{ name: "bash", input: { command: "echo ran" } }] };
    using terminal = await scene.open([call, { text: "Well." }, { text: "Next." }], { words: ["chat", "do it"] });
    await terminal.shows("Allow bash?");
    for (const letter of "what is any") terminal.type(letter);
    await terminal.shows("What you type is kept as your next input");
    expect(terminal.screen()).not.to.match(/answer: +\w/);
    terminal.press("Enter");
    await answer(terminal, "y");
    await terminal.shows("Next.");
    expect(scene.asked(2)).to.deep.equal(["do it", "what is any"]);
  });
});
