import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { enter, lineScene } from "./line-scene.ts";

describe("commands from Markdown files in a conversation", () => {
  const scene = lineScene();

  it("are completed, listed and run, with a word for one that is broken", async () => {
    const folder = join(scene.home.project, ".ainative-code/commands");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "explain.md"), "---\ndescription: Explains something\nargument-hint: WHAT\n---\nExplain $ARGUMENTS in one sentence.\n");
    writeFileSync(join(folder, "broken.md"), "---\nmodel: 5\n---\nText\n");
    using terminal = await scene.open([{ text: "It is so." }], { env: { AINATIVE_CODE_TRUST: "1" } });
    await terminal.shows("permissions: ask");
    terminal.type("/expl");
    terminal.press("Tab");
    await terminal.shows("> /explain");
    enter(terminal, "the tests");
    await terminal.shows("It is so.");
    expect(scene.asked(0)).to.deep.equal(["Explain the tests in one sentence."]);
    enter(terminal, "/help");
    const shown = await terminal.shows("Explains something");
    expect(shown).to.match(/\/explain WHAT +Explains something/).and.match(/\/init/);
    enter(terminal, "/brken");
    await terminal.shows("There is no command /brken.");
  });
});
