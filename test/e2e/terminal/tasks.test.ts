import { expect } from "chai";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ScriptedReply } from "@ainative-code/test-kit";
import { lastResults, task } from "../sub-agents/task-script.ts";
import { enter, lineScene } from "./line-scene.ts";

const stalls: ScriptedReply = { text: "one two three", fault: { kind: "stall", afterEvents: 3 } };

describe("sub-agents in a conversation", () => {
  const scene = lineScene();

  it("are listed while they run, and stopped one by one; the turn goes on", async () => {
    const tasks: ScriptedReply = { calls: [task("Wait long", {}, "a"), task("Wait longer", {}, "b")] };
    using terminal = await scene.open([tasks, stalls, stalls, { text: "All done." }]);
    await terminal.shows("permissions: ask");
    enter(terminal, "/tasks");
    await terminal.shows("No sub-agent runs.");
    enter(terminal, "go");
    await terminal.shows(/Wait long[^]*Wait longer/);
    for (const index of [1, 2]) await scene.server.request(index);
    enter(terminal, "/tasks");
    await terminal.shows(/1 {2}general: Wait long\n2 {2}general: Wait longer/);
    enter(terminal, "/tasks stop 9");
    await terminal.shows("No sub-agent with the number 9 runs.");
    enter(terminal, "/tasks stop 1");
    await terminal.shows("Task 1 is stopped; the others and the turn go on.");
    await terminal.shows(/✗ task Wait long/);
    enter(terminal, "/tasks stop 2");
    await terminal.shows("All done.");
    const results = lastResults(scene);
    expect(results).to.have.length(2);
    for (const result of results) expect(result).to.include("The sub-agent general was stopped by the user.");
  });

  it("are listed by their kinds: those of the program and those of files", async () => {
    mkdirSync(join(scene.home.config, "agents"), { recursive: true });
    writeFileSync(join(scene.home.config, "agents/poet.md"), "---\ndescription: Writes verses.\ntools: read\nmodel: openai/verse\n---\nYou are a poet.\n");
    writeFileSync(join(scene.home.config, "agents/broken.md"), "---\nname: broken\n---\nNo description.\n");
    using terminal = await scene.open([]);
    await terminal.shows("permissions: ask");
    enter(terminal, "/agents");
    const screen = (await terminal.shows(/poet {2}Writes verses\.[^]*model openai\/verse/)).replaceAll("\n", "");
    expect(screen).to.match(/explore {2}Finds things out.*built in; only tools that read; at most in mode plan/);
    expect(screen).to.match(/general {2}Any piece of work.*built in; all tools/);
    expect(screen).to.match(/agents\/poet\.md; tools: read; model openai\/verse/);
    expect(screen).to.match(/broken\.md .*left out/);
  });
});
