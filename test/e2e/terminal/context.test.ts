import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { enter, lineScene } from "./line-scene.ts";

describe("/context in a conversation", () => {
  const scene = lineScene();

  it("shows what fills the window, part by part, and what broke the prompt cache", async () => {
    writeFileSync(join(scene.home.project, "AGENTS.md"), "A rule of the project.\n");
    const usage = { input: 5000, cached: 4000, output: 10 };
    using terminal = await scene.open([{ text: "One.", usage }, { text: "Two.", usage: { ...usage, cached: 0 } }]);
    await terminal.shows("permissions: ask");
    enter(terminal, "first");
    await terminal.shows("One.");
    writeFileSync(join(scene.home.project, "AGENTS.md"), "Another rule of the project.\n");
    enter(terminal, "/permissions accept-edits");
    await terminal.shows("permission mode is accept-edits");
    enter(terminal, "second");
    expect(await terminal.shows(/What changed:[^>]*AGENTS\.md/)).to.include("The prompt cache was lost: 4,000 tokens were billed anew.");
    enter(terminal, "/context");
    const shown = await terminal.shows("came from the prompt cache");
    expect(shown).to.match(/head +[\d,]+/).and.match(/AGENTS\.md +\d+/).and.match(/plugin-tools \(\d+\) +[\d,]+/).and.match(/answers +\d+/).and.not.include("unknown (");
  });

  it("takes what was told of the permission mode for no attachment", async () => {
    using terminal = await scene.open([{ text: "One." }]);
    await terminal.shows("permissions: ask");
    enter(terminal, "/permissions plan");
    await terminal.shows("permission mode is plan");
    enter(terminal, "first");
    await terminal.shows("One.");
    enter(terminal, "/context");
    expect(await terminal.shows(/your prompts +\d+/)).to.match(/mode told +\d+/).and.not.include("attachments");
  });
});
