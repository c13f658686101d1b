import { expect } from "chai";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { enter, lineScene } from "./line-scene.ts";

/** 100,000 tokens in and 1,000 out are $0.135 at the prices of the model. */
const dear = { input: 100_000, output: 1000 };
const words = (...more: readonly string[]): { readonly words: readonly string[] } => ({ words: ["chat", "-m", "openai/gpt-5", ...more] });

describe("the budget of a conversation", () => {
  const scene = lineScene();

  it("stops the turn, says what was spent, and lets it go on when it was raised", async () => {
    const calls = [{ name: "glob", input: { pattern: "*" } }];
    using terminal = await scene.open([{ calls, usage: dear }, { text: "Here I am again.", usage: { ...dear, cached: 90_000 } }], words("--max-budget-usd", "0.2"));
    await terminal.shows("permissions: ask");
    enter(terminal, "/cost");
    await terminal.shows("Nothing was asked yet.");
    enter(terminal, "look");
    const stopped = (await terminal.shows("/budget N in a conversation")).replaceAll("\n", "");
    expect(stopped).to.contain("The budget of this run is $0.20, and $0.135 are spent: openai/gpt-5 $0.135 in 1 request");
    expect(scene.server.requests).to.have.length(1);
    enter(terminal, "go on");
    await terminal.shows(/go on\n(.*\n)*.*The budget of this run is/);
    expect(scene.server.requests).to.have.length(1);
    enter(terminal, "/budget much");
    await terminal.shows('"much" is no amount of US dollars.');
    enter(terminal, "/budget 1");
    await terminal.shows("The budget of this run is $1.00.");
    enter(terminal, "go on, please");
    await terminal.shows("Here I am again.");
    expect(scene.asked(1)).to.deep.equal(["look", "go on", "go on, please"]);
    enter(terminal, "/cost");
    const cost = (await terminal.shows("2,000 out")).replaceAll("\n", "");
    expect(cost).to.match(/openai\/gpt-5: \$0\.1688 \(estimated\), 2 requests, 200,000 tokens in \(90,000 from the cache, which saved \$0\.1013/);
  });

  it("of the settings is raised in the settings, and holds for summing up as well", async () => {
    const file = join(scene.home.config, "config.yaml");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "budget:\n  sessionUsd: 0.14\n");
    using terminal = await scene.open([{ text: "First.", usage: dear }, { text: "the summary", usage: { input: 10, output: 5 } }], words());
    await terminal.shows("permissions: ask");
    enter(terminal, "one");
    await terminal.shows("96 % of the budget of this session are spent: $0.135 of $0.14.");
    enter(terminal, "/compact");
    await terminal.shows("config set budget.sessionUsd N");
    expect(scene.server.requests).to.have.length(1);
    writeFileSync(file, "budget:\n  sessionUsd: 2.5\n");
    enter(terminal, "/compact");
    await terminal.shows("2 messages became this summary.");
    enter(terminal, "/budget");
    await terminal.shows("The budget of a session is $2.50.");
  });
});
