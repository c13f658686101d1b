import type { ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { linesOf, resultOf } from "../bad-days/failures.ts";
import { scene, type Scene } from "../bad-days/scene.ts";
import { byPrompt, done, firstPrompt, lastResults, resultsIn, stream, task, toolsIn } from "./task-script.ts";

describe("the tools of a sub-agent", () => {
  before(buildOnce);

  const bash = { name: "bash", input: { command: "make all" } };

  it("are refused where nobody can be asked, and the refusal names it", async () => {
    await using s = await scene(byPrompt({ Go: [{ calls: [task("Build")] }, done], Build: [{ calls: [bash] }, { text: "I could not." }] }));
    const result = await s.chat(["--json"]);
    expect(result.exitCode).to.equal(50);
    expect(resultOf(result).error?.message).to.equal("Refused, because nobody could be asked: bash (make all) by the sub-agent general.");
    expect(resultOf(result).error?.actions.join()).to.contain("--allowed-tools 'bash(make all)'");
    expect(lastResults(s).join()).to.contain("The sub-agent general could not do all of it.").and.to.contain("I could not.");
  });

  it("are allowed by the same rules as those of the conversation", async () => {
    await using s = await scene(byPrompt({ Go: [{ calls: [task("Build")] }, done], Build: [{ calls: [{ name: "bash", input: { command: "echo built" } }] }, { text: "Built." }] }));
    expect((await s.chat(["--allowed-tools", "bash(echo *)"])).exitCode).to.equal(0);
    expect(resultsIn(s.server.requests[2] ?? expect.fail()).join()).to.contain("built");
  });

  it("are asked about over the stream by its name", async () => {
    await using s = await scene(byPrompt({ Go: [{ calls: [task("Build", {}, "t1")] }, done], Build: [{ calls: [{ name: "bash", input: { command: "echo built" } }] }, { text: "Built." }] }));
    const cli = s.startOpen(["chat", "-m", "openai/m", "--input-format", "stream-json", ...stream]);
    cli.write(`${JSON.stringify({ type: "user", message: { content: "Go" } })}\n`);
    await cli.waitFor('"control_request"');
    cli.write(`${JSON.stringify({ type: "control_response", response: { subtype: "success", request_id: "permission-1", response: { behavior: "allow" } } })}\n`);
    cli.endInput();
    const { stdout, exitCode } = await cli.exited;
    expect(exitCode, stdout).to.equal(0);
    const asked = linesOf(stdout).find(({ type }) => type === "control_request");
    expect(asked?.["request"]).to.deep.include({ tool_name: "bash", agent: "general", parent_tool_use_id: "t1" });
  });

  it("only read where its kind only explores, whatever the mode", async () => {
    await using s = await scene(byPrompt({
      Go: [{ calls: [task("Explore", { agent: "explore" })] }, done],
      Explore: [{ calls: [{ name: "write", input: { path: "made", content: "x" } }] }, { text: "Seen." }],
    }));
    expect((await s.chat(["--permission-mode", "bypass"])).exitCode).to.equal(0);
    expect(toolsIn(s.server.requests[1])).to.include("read").and.to.not.include.members(["write", "bash", "task"]);
    expect(resultsIn(s.server.requests[2] ?? expect.fail()).join()).to.contain('There is no tool named \\"write\\"');
  });

  it("are no more for those that it hands work to", async () => {
    const write = { calls: [{ name: "write", input: { path: "made", content: "x" } }] };
    await using s = await scene(byPrompt({ Go: [{ calls: [task("Plan", { agent: "planner" })] }, done], Plan: [{ calls: [task("Write")] }, { text: "Planned." }], Write: [write, { text: "Tried." }] }));
    mkdirSync(join(s.home.config, "agents"), { recursive: true });
    writeFileSync(join(s.home.config, "agents/planner.md"), "---\ndescription: Plans.\npermissionMode: plan\n---\nYou plan.\n");
    expect((await s.chat(["--permission-mode", "bypass", "--set", "tasks.depth=2"])).exitCode).to.equal(0);
    const last = s.server.requests.filter((request) => firstPrompt(request) === "Write").at(-1);
    expect(resultsIn(last ?? expect.fail()).join()).to.contain("this sub-agent may only read");
  });

  it("are taken away by a rule against tasks", async () => {
    await using s = await scene(byPrompt({ Go: [{ calls: [task("Look")] }, done] }));
    expect((await s.chat(["--disallowed-tools", "task"])).exitCode).to.equal(0);
    expect(lastResults(s).join()).to.contain("Refused by the user's rules (deny-rule:task).");
  });

  it("are refused a file that another one has changed meanwhile", async () => {
    const write = (content: string): ScriptedReply => ({ calls: [{ name: "write", input: { path: "a.txt", content } }] });
    const read: ScriptedReply = { calls: [{ name: "read", input: { path: "a.txt" } }] };
    await using s = await scene(byPrompt({
      Go: [{ calls: [task("First", {}, "a"), task("Second", {}, "b")] }, done],
      First: [read, write("first\n"), { text: "Wrote." }],
      Second: [read, { ...write("second\n"), paceMs: 120 }, { text: "Told." }],
    }));
    writeFileSync(join(s.home.project, "a.txt"), "old\n");
    expect((await s.chat(["--permission-mode", "accept-edits"])).exitCode).to.equal(0);
    expect(readFileSync(join(s.home.project, "a.txt"), "utf8")).to.equal("first\n");
    const last = s.server.requests.filter((request) => firstPrompt(request) === "Second").at(-1);
    expect(resultsIn(last ?? expect.fail()).at(-1)).to.match(/a\.txt has changed since it was read\./);
  });
});

describe("sub-agents from files", () => {
  before(buildOnce);

  function agent({ home }: Scene, folder: string, name: string, text: string): void {
    mkdirSync(join(folder === "" ? home.project : folder, name, ".."), { recursive: true });
    writeFileSync(join(folder === "" ? home.project : folder, name), text);
  }

  const poet = "---\nname: poet\ndescription: Writes verses.\ntools: Read, Glob\nmodel: openai/verse\nmaxTurns: 2\n---\nYou are a poet.\n";
  const script = byPrompt({ Go: [{ calls: [task("Rhyme", { agent: "poet" })] }, done], Rhyme: [{ calls: [{ name: "bash", input: { command: "true" } }] }, { text: "Roses." }] });

  it("have their own prompt, model and fewer tools", async () => {
    await using s = await scene(script);
    agent(s, "", ".ainative-code/agents/poet.md", poet);
    await s.run(["trust"]);
    const { exitCode, stderr } = await s.chat();
    expect([exitCode, stderr]).to.deep.equal([0, stderr]);
    const [go, first, second] = s.server.requests;
    expect(JSON.stringify(go?.body["tools"])).to.contain("- poet: Writes verses.").and.to.contain("- explore: ");
    expect(first?.body["model"]).to.equal("verse");
    expect(toolsIn(first)).to.deep.equal(["glob", "read"]);
    const system = JSON.stringify(first?.body);
    expect(system).to.contain("You are a poet.").and.to.contain("You are a sub-agent").and.to.not.contain("You are a coding assistant");
    expect(resultsIn(second ?? expect.fail()).join()).to.contain('There is no tool named \\"bash\\"');
  });

  it("of a folder count only where it is trusted; the user's own always do", async () => {
    await using s = await scene(script);
    agent(s, "", ".claude/agents/poet.md", poet);
    await s.chat();
    expect(JSON.stringify(s.server.requests[0]?.body["tools"])).to.not.contain("Writes verses.");
    agent(s, s.home.config, "agents/poet.md", poet);
    await s.chat();
    expect(JSON.stringify(s.server.requests.at(-1)?.body["tools"])).to.contain("Writes verses.");
  });

  it("that are broken are told and left out", async () => {
    await using s = await scene(byPrompt({ Go: [done] }));
    agent(s, s.home.config, "agents/a.md", "---\nname: a b\ndescription: x\n---\n");
    agent(s, s.home.config, "agents/b.md", "You have no head.\n");
    agent(s, s.home.config, "agents/c.md", "---\ndescription: [\n---\n");
    agent(s, s.home.config, "agents/d.md", "---\ndescription: Fine.\nmodel: sonnet\n---\n");
    const { exitCode, stderr } = await s.chat();
    expect(exitCode).to.equal(0);
    for (const words of [/a\.md names the sub-agent "a b"/, /b\.md does not say when/, /c\.md is left out/, /d\.md names the model "sonnet"/]) expect(stderr).to.match(words);
    expect(JSON.stringify(s.server.requests[0]?.body["tools"])).to.contain("- d: Fine.");
  });
});
