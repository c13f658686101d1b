import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { enter, lineScene } from "./line-scene.ts";

describe("a conversation in a folder that brings settings", () => {
  const scene = lineScene();
  const hooks = (command: string): void => {
    mkdirSync(join(scene.home.project, ".ainative-code"), { recursive: true });
    writeFileSync(join(scene.home.project, ".ainative-code/config.yaml"), JSON.stringify({ hooks: { SessionStart: [{ hooks: [{ command }] }] } }));
  };
  const bring = (): void => {
    mkdirSync(join(scene.home.project, ".ainative-code"));
    writeFileSync(join(scene.home.project, ".ainative-code/config.yaml"), "chat: {maxTurns: 1}\n");
  };

  it("begins with the question whether they count, and leaves them out at Enter", async () => {
    bring();
    using terminal = await scene.open([{ text: "Hello." }], { words: ["chat"] });
    await terminal.shows("Do you trust who wrote them?");
    terminal.press("Enter");
    await terminal.shows("chat.maxTurns does not apply");
    enter(terminal, "hi");
    await terminal.shows("Hello.");
    expect(existsSync(join(scene.home.config, "projects.json"))).to.equal(false);
  });

  it("uses them after a yes, and does not ask again", async () => {
    bring();
    const call = { calls: [{ name: "glob", input: { pattern: "*" } }] };
    {
      using terminal = await scene.open([call, { text: "Never said." }], { words: ["chat"] });
      await terminal.shows("Do you trust who wrote them?");
      terminal.type("y");
      terminal.press("Enter");
      await terminal.shows("permissions: ask");
      enter(terminal, "look");
      await terminal.shows(/limit|1 request/i);
    }
    using again = await scene.open([], { words: ["chat"] });
    const screen = await again.shows("permissions: ask");
    expect(screen).to.not.include("trust");
  });

  it("asks again where its hooks are not those that were trusted, and runs the new ones after a yes alone", async () => {
    const ran = (name: string): boolean => existsSync(join(scene.home.project, name));
    hooks("touch one");
    scene.run("trust");
    hooks("touch two");
    {
      using terminal = await scene.open([{ text: "First." }, { text: "Second." }], { words: ["chat"] });
      await terminal.shows(/has other hooks than those that you\s+trusted[^]*Do you trust who wrote them\?/);
      terminal.press("Enter");
      await terminal.shows("permissions: ask");
      enter(terminal, "hi");
      await terminal.shows("First.");
      expect([ran("one"), ran("two")]).to.deep.equal([false, false]);
    }
    using again = await scene.open([], { words: ["chat"] });
    await again.shows("Do you trust who wrote them?");
    again.type("y");
    again.press("Enter");
    await again.shows("permissions: ask");
    enter(again, "hi");
    await again.shows("Second.");
    expect([ran("one"), ran("two")]).to.deep.equal([false, true]);
  });
});
