import { until } from "@ainative-code/test-kit";
import { expect } from "chai";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { enter, lineScene, slow } from "./line-scene.ts";

describe("the terminal of a conversation", () => {
  const scene = lineScene();

  it("leaves by a second Ctrl+C with 130, and what had come is saved", async () => {
    const call = { calls: [{ name: "bash", input: { command: "trap '' INT TERM; sleep 30" } }] };
    using terminal = await scene.open([call], { words: ["chat", "go", "--permission-mode", "bypass"] });
    await terminal.shows("bash trap");
    terminal.press("C-c", "C-c");
    await terminal.shows("exit 130");
    expect(scene.sessions()[0]?.messageCount).to.be.at.least(2);
  });

  it("clears the input by Ctrl+C, and leaves when it was empty and Ctrl+C comes again", async () => {
    using terminal = await scene.open([]);
    await terminal.shows("permissions: ask");
    terminal.type("never sent");
    await terminal.shows("> never sent");
    terminal.press("C-c");
    terminal.press("C-c");
    await terminal.shows("Press Ctrl+C again to leave.");
    terminal.press("C-c");
    const screen = await terminal.shows("exit 0");
    expect(screen).not.to.contain("> never sent");
  });

  it("draws the input anew when the terminal becomes narrower, and wider", async () => {
    using terminal = await scene.open([{ text: "Ok." }]);
    await terminal.shows("permissions: ask");
    const text = "the quick brown fox jumps over the lazy dog and comes back again";
    terminal.type(text);
    await terminal.shows(text);
    terminal.resize(50, 30);
    await until(() => (terminal.screen().replaceAll(/\s/g, "").includes(text.replaceAll(" ", "")) ? true : undefined), "the text", 30_000);
    terminal.resize(120, 30);
    await terminal.shows(`> ${text}`);
    expect(terminal.screen().match(/the quick/g)).to.have.length(1);
    terminal.press("Enter");
    await terminal.shows("Ok.");
    expect(scene.asked(0)).to.deep.equal([text]);
  });

  it("draws nothing twice for a terminal that can't move its cursor", async () => {
    using terminal = await scene.open([{ text: "# Plain\n**answer**" }], { term: "dumb" });
    await terminal.shows("permissions: ask");
    terminal.type("helllo");
    terminal.press("BSpace", "BSpace");
    enter(terminal, "o");
    const screen = await terminal.shows("answer");
    expect(screen).to.match(/^> hello$/m).and.to.contain("# Plain");
    expect(scene.asked(0)).to.deep.equal(["hello"]);
    terminal.press("C-d");
    await terminal.shows("exit 0");
  });

  it("speaks in words for a screen reader", async () => {
    const calls = [{ name: "glob", input: { pattern: "*" } }];
    using terminal = await scene.open([{ calls }, { text: "Nothing here." }], { words: ["chat", "--screen-reader", "look"] });
    const screen = await terminal.shows("Nothing here.");
    expect(screen).to.contain("Done: glob *").and.not.to.match(/[✓…]/);
  });

  for (const [signal, code] of [["TERM", 143], ["HUP", 129]] as const) {
    it(`puts the terminal back when the system ends it by SIG${signal}`, async () => {
      using terminal = await scene.open([slow], { words: ["chat", "go"] });
      await terminal.shows("word2");
      process.kill(terminal.pid(), `SIG${signal}`);
      await terminal.shows(`exit ${code}`);
      terminal.type("echoed");
      await terminal.shows("echoed");
      expect(existsSync(scene.home.data)).to.equal(true);
    });
  }

  it("offers setup the first time, and not again to whom has declined", async () => {
    using first = scene.bare();
    const screen = await first.shows("No model is set up yet. Do it now?");
    expect(screen).to.match(/^ainative-code [\d.]+ {2}\(\/help\)\n(?!> )/);
    enter(first, "n");
    expect(await first.shows("exit 40")).to.contain("No model is chosen yet.");
    using second = scene.bare();
    expect(await second.shows("exit 40")).not.to.contain("Do it now?");
  });

  it("offers setup the first time although there is a key in the environment", async () => {
    using terminal = scene.bare([], { ANTHROPIC_API_KEY: "sk-there" });
    await terminal.shows("No model is set up yet. Do it now?");
    enter(terminal, "n");
    await terminal.shows("exit 40");
  });

  it("tells what keeps it from beginning where the prompt was painted", async () => {
    mkdirSync(scene.home.config, { recursive: true });
    writeFileSync(join(scene.home.config, "config.yaml"), "chat:\n  maxTurns: none\n");
    using terminal = scene.bare(["chat"]);
    const screen = await terminal.shows("exit ");
    expect(screen).to.match(/^ainative-code [\d.]+ {2}\(\/help\)\nError: [^]*exit 42/);
  });
});
