import { expect } from "chai";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { enter, lineScene } from "./line-scene.ts";

describe("what is typed while a turn runs", () => {
  const scene = lineScene();
  const sleeping = { calls: [{ name: "bash", input: { command: "echo begun; while [ ! -e go ]; do sleep 0.05; done" } }] };

  it("is told the model at its next step, and shown there; commands wait for the end", async () => {
    using terminal = await scene.open([sleeping, { text: "Heard you." }, { text: "Next." }], { words: ["chat", "--permission-mode", "bypass"] });
    await terminal.shows("permissions: bypass");
    enter(terminal, "begin");
    await terminal.shows(/while/);
    enter(terminal, "and be brief");
    await terminal.shows("Waits for the next step: and be brief");
    enter(terminal, "!echo waited");
    enter(terminal, "after that");
    writeFileSync(join(scene.home.project, "go"), "");
    const screen = await terminal.shows("Next.");
    expect(screen).to.match(/> and be brief\n[^]*Heard you\.[^]*> !echo waited\n[^]*> after that\n/);
    expect(scene.asked(1)).to.deep.equal(["begin", "and be brief"]);
    expect(scene.asked(2).at(-1)).to.equal("after that");
  });
});
