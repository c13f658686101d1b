import type { ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { linesOf, resultOf, type Line } from "../bad-days/failures.ts";
import { scene, type Scene } from "../bad-days/scene.ts";
import { briefly, savedMessages } from "../bad-days/sessions.ts";
import { byPrompt, firstPrompt, resultsIn, task, toolsIn } from "./task-script.ts";

const stream = ["--output-format", "stream-json"];
const done: ScriptedReply = { text: "All done." };

/** The results that the last request told the model. */
function lastResults({ server }: Scene): readonly string[] {
  const last = server.requests.at(-1);
  return last === undefined ? [] : resultsIn(last);
}

const ofTasks = (lines: readonly Line[]): readonly string[] => lines.filter(({ type }) => type.startsWith("task_")).map((line) => `${line.type} ${String(line["parent_tool_use_id"])}`);

describe("a task", () => {
  before(buildOnce);

  it("is done by a sub-agent with a conversation of its own, and its last answer is the result", async () => {
    await using s = await scene(byPrompt({
      Go: [{ calls: [task("Find the name")] }, { text: "It is Ada." }],
      "Find the name": [{ calls: [{ name: "glob", input: { pattern: "*.md" } }] }, { text: "The name is Ada." }],
    }));
    const { exitCode, stdout, stderr } = await s.chat(stream);
    expect(exitCode, stderr + stdout).to.equal(0);
    expect(s.server.requests.map(firstPrompt)).to.deep.equal(["Go", "Find the name", "Find the name", "Go"]);
    expect(lastResults(s).join()).to.contain("The name is Ada.").and.to.contain("[sub-agent general: 2 requests, 1 tool call");
    const lines = linesOf(stdout);
    const within = lines.filter((line) => line["parent_tool_use_id"] === "call_0_0");
    expect(within.map(({ type }) => type)).to.deep.equal(["task_begin", "user", "assistant", "tool_begin", "tool_end", "tool", "assistant", "task_result"]);
    expect(within.every((line) => line["agent"] === "general" && line["session_id"] === lines[0]?.["session_id"])).to.equal(true);
    expect(within.at(-1)).to.include({ is_error: false, result: "The name is Ada.", num_turns: 2 });
    expect(lines.at(-1)).to.include({ type: "result", result: "It is Ada.", num_turns: 2 });
  });

  it("is not seen in the list of sessions, and its conversation is saved, linked to the one it was started in", async () => {
    await using s = await scene(byPrompt({ Go: [{ calls: [task("Find the name")] }, done, done], "Find the name": [{ text: "Ada." }] }));
    const begun = linesOf((await s.chat(stream)).stdout).find(({ type }) => type === "task_begin");
    const listed = JSON.parse((await s.run(["session", "list", "--all", "--json"])).stdout) as readonly { readonly id: string }[];
    expect(listed).to.have.length(1);
    const parent = await s.run(["session", "show", listed[0]?.id ?? ""]);
    expect(parent.stdout).to.match(/^Sub-agent [0-9a-f]{8}: Find the name$/m);
    const own = await s.run(["session", "show", String(begun?.["task_session_id"]), "--json"]);
    const shown = JSON.parse(own.stdout) as { readonly session: object; readonly messages: readonly { readonly message: Parameters<typeof briefly>[0][number] }[] };
    expect(shown.session).to.deep.include({ parent: { session: listed[0]?.id, call: "call_0_0" }, title: "Find the name", model: "openai/m" });
    expect(briefly(shown.messages.map(({ message }) => message))).to.deep.equal(["user: Find the name", "assistant: Ada."]);
    const on = await s.run(["chat", "--continue", "-p", "More", "-m", "openai/m"]);
    expect(on.exitCode, on.stderr).to.equal(0);
    expect(firstPrompt(s.server.requests.at(-1) ?? expect.fail("nothing was asked"))).to.equal("Go");
  });

  it("runs side by side with others of the same answer, so many at a time as the settings say", async () => {
    const names = ["one", "two", "three"];
    const slow: ScriptedReply = { text: ["a ", "b ", "c"], paceMs: 40 };
    const script = byPrompt({ Go: [{ calls: names.map((name) => task(`Do ${name}`)) }, done], "Do ": [slow] });
    await using s = await scene(script);
    const order = async (parallel: number): Promise<string> => {
      const { exitCode, stdout, stderr } = await s.chat([...stream, "--set", `tasks.parallel=${String(parallel)}`]);
      expect(exitCode, stderr).to.equal(0);
      return ofTasks(linesOf(stdout)).map((line) => (line.startsWith("task_begin") ? "+" : "-")).join("");
    };
    expect(await order(3)).to.equal("+++---");
    expect(await order(1)).to.equal("+-+-+-");
    expect(lastResults(s)).to.have.length(3);
  });

  it("whose model fails is told to its parent, which goes on", async () => {
    await using s = await scene(byPrompt({ Go: [{ calls: [task("Fail", {}, "a"), task("Work", {}, "b")] }, done], Fail: [{ status: 400, body: "no such thing" }], Work: [{ text: "Worked." }] }));
    const result = await s.chat(["--json"]);
    expect(result.exitCode, result.stderr).to.equal(0);
    expect(resultOf(result).result).to.equal("All done.");
    const [failed, worked] = lastResults(s);
    expect(failed).to.contain("The sub-agent general failed: ");
    expect(worked).to.contain("Worked.");
  });

  it("that names a model which there is not, or an unknown agent, is an error of the call", async () => {
    await using s = await scene(byPrompt({ Go: [{ calls: [task("A", { model: "nowhere/x" }), task("B", { agent: "poet" })] }, done] }));
    expect((await s.chat()).stdout).to.equal("All done.\n");
    const [model, agent] = lastResults(s);
    expect(model).to.contain("could not begin").and.to.contain("nowhere");
    expect(agent).to.contain("do not fit the tool's schema");
  });

  it("may have another model", async () => {
    await using s = await scene(byPrompt({ Go: [{ calls: [task("Think", { model: "openai/other" })] }, done], Think: [{ text: "Thought." }] }));
    const { stdout } = await s.chat(stream);
    expect(linesOf(stdout).find(({ type }) => type === "task_begin")).to.include({ model: "openai/other" });
    expect(s.server.requests.map(({ body }) => body["model"])).to.deep.equal(["m", "other", "m"]);
  });

  it("has no sub-agents of its own, unless the settings let it", async () => {
    await using s = await scene(byPrompt({
      Go: [{ calls: [task("Outer")] }, done],
      Outer: [{ calls: [task("Inner", {}, "inner")] }, { text: "Outer done." }],
      Inner: [{ calls: [task("Innermost")] }, { text: "Inner done." }],
    }));
    await s.chat();
    expect(s.server.requests.map(firstPrompt)).to.deep.equal(["Go", "Outer", "Outer", "Go"]);
    expect(toolsIn(s.server.requests[0])).to.include("task");
    expect(toolsIn(s.server.requests[1])).to.not.include("task");
    expect(resultsIn(s.server.requests[2] ?? expect.fail()).join()).to.contain('There is no tool named \\"task\\"');

    const deeper = await s.chat([...stream, "--set", "tasks.depth=2"]);
    expect(s.server.requests.slice(4).map(firstPrompt)).to.deep.equal(["Go", "Outer", "Inner", "Inner", "Outer", "Go"]);
    expect(ofTasks(linesOf(deeper.stdout))).to.deep.equal(["task_begin call_0_0", "task_begin inner", "task_result inner", "task_result call_0_0"]);

    await s.chat(["--set", "tasks.depth=0"]);
    expect(toolsIn(s.server.requests[10])).to.not.include("task");
  });

  it("is refused beyond the number that one prompt may lead to", async () => {
    await using s = await scene(byPrompt({ Go: [{ calls: ["a", "b", "c"].map((id) => task(`Do ${id}`, {}, id)) }, done], "Do ": [{ text: "Did it." }] }));
    expect((await s.chat(["--set", "tasks.maxPerTurn=2"])).exitCode).to.equal(0);
    const results = lastResults(s);
    expect(results.filter((text) => text.includes("Did it."))).to.have.length(2);
    expect(results[2]).to.contain("No more sub-agents: one prompt may lead to 2");
  });

  it("stops at the number of requests that it may make", async () => {
    const look = { calls: [{ name: "glob", input: { pattern: "*" } }] };
    await using s = await scene(byPrompt({ Go: [{ calls: [task("Forever")] }, done], Forever: () => look }));
    expect((await s.chat(["--set", "tasks.maxTurns=3"])).exitCode).to.equal(0);
    expect(lastResults(s).join()).to.contain("was stopped: it may make 3 requests");
    expect(s.server.requests).to.have.length(5);
  });

  it("gives back no more of a long answer than fits", async () => {
    await using s = await scene(byPrompt({ Go: [{ calls: [task("Tell")] }, done], Tell: [{ text: `Begin ${"x".repeat(200_000)} end.` }] }));
    await s.chat();
    const [text = ""] = lastResults(s);
    expect(text.length).to.be.lessThan(21_000);
    expect(text).to.contain("Begin").and.to.contain("characters").and.to.contain("end.");
  });
});

describe("the money of sub-agents", () => {
  before(buildOnce);

  /** $0.135 each at the prices of the model. */
  const dear = { input: 100_000, output: 1000 };
  const model = ["-p", "Go", "-m", "openai/gpt-5"];
  const look = { calls: [{ name: "glob", input: { pattern: "*" } }], usage: dear };

  it("comes out of the budget of the run, together with that of the others", async () => {
    const script = byPrompt({ Go: [{ calls: [task("Do a", {}, "a"), task("Do b", {}, "b")], usage: dear }, done], "Do ": () => look });
    await using s = await scene(script);
    const stopped = await s.run(["chat", ...model, "--max-budget-usd", "0.6", "--json"]);
    expect(stopped.exitCode, stopped.stderr).to.equal(55);
    const told = JSON.parse(stopped.stdout) as { readonly total_cost_usd: number };
    expect(told.total_cost_usd).to.be.within(0.4, 0.6);
    expect(s.server.requests.length).to.be.within(3, 4);
    const results = (await savedMessages(s)).at(-1);
    expect(JSON.stringify(results)).to.contain("failed: The budget of this run is $0.60");
  });

  it("has a limit of its own for each, beyond which it stops, and its parent goes on", async () => {
    const script = byPrompt({ Go: [{ calls: [task("Do a", {}, "a"), task("Say b", {}, "b")], usage: dear }, { ...done, usage: dear }], "Do a": () => look, "Say b": [{ text: "B.", usage: dear }] });
    await using s = await scene(script);
    const result = await s.run(["chat", ...model, "--set", "tasks.maxUsd=0.31", "--json"]);
    expect(result.exitCode, result.stderr + result.stdout).to.equal(0);
    const [stopped, worked] = lastResults(s);
    expect(stopped).to.contain("The budget of a sub-agent is $0.31, and $0.27 are spent");
    expect(worked).to.contain("B.").and.to.contain("101,000 tokens, $0.135");
    expect((JSON.parse(result.stdout) as { readonly total_cost_usd: number }).total_cost_usd).to.be.closeTo(0.675, 1e-9);
    const usage = JSON.parse((await s.run(["usage", "--json"])).stdout) as { readonly total: { readonly requests: number } };
    expect(usage.total.requests).to.equal(5);
  });
});

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

describe("sub-agents that are stopped", () => {
  before(buildOnce);

  const stalls: ScriptedReply = { text: "one two three", fault: { kind: "stall", afterEvents: 3 } };
  const script = byPrompt({ Go: [{ calls: [task("Wait a", {}, "a"), task("Wait b", {}, "b")] }, done], "Wait ": [{ calls: [{ name: "glob", input: { pattern: "*" } }] }, stalls] });

  async function begun(s: Scene): Promise<ReturnType<Scene["start"]>> {
    const cli = s.start(stream);
    for (let index = 0; index < 5; index++) await s.server.request(index);
    return cli;
  }

  it("end together with the turn, all of them, and what they had done is saved", async () => {
    await using s = await scene(script);
    const cli = await begun(s);
    cli.kill("SIGINT");
    const { exitCode, stdout } = await cli.exited;
    expect(exitCode).to.equal(130);
    const ended = linesOf(stdout).filter(({ type }) => type === "task_result");
    expect(ended.map(({ subtype }) => subtype)).to.deep.equal(["cancelled", "cancelled"]);
    const messages = await savedMessages(s);
    expect(briefly(messages)).to.deep.equal(["user: Go", "assistant: task() task()", "tool: task error task error"]);
    expect(JSON.stringify(messages)).to.contain("The sub-agent general was stopped by the user.");
  });

  it("one by one over the stream leave the others and the turn alone", async () => {
    await using s = await scene(byPrompt({ Go: [{ calls: [task("Wait a", {}, "a"), task("Work b", {}, "b")] }, done], "Wait ": [stalls], "Work ": [{ text: "Worked." }] }));
    const cli = s.startOpen(["chat", "-m", "openai/m", "--input-format", "stream-json", ...stream]);
    const say = (line: object): void => cli.write(`${JSON.stringify(line)}\n`);
    say({ type: "user", message: { content: "Go" } });
    for (let index = 0; index < 3; index++) await s.server.request(index);
    say({ type: "control_request", request_id: "1", request: { subtype: "stop_task", tool_use_id: "a" } });
    say({ type: "control_request", request_id: "2", request: { subtype: "stop_task", tool_use_id: "nobody" } });
    await cli.waitFor('"type":"result"');
    cli.endInput();
    const { exitCode, stdout } = await cli.exited;
    expect(exitCode, stdout).to.equal(0);
    const [stopped, worked] = lastResults(s);
    expect(stopped).to.contain("The sub-agent general was stopped by the user.");
    expect(worked).to.contain("Worked.");
    const answers = linesOf(stdout).filter(({ type }) => type === "control_response").map((line) => (line["response"] as { readonly subtype: string }).subtype);
    expect(answers).to.deep.equal(["success", "error"]);
  });

  it("and are killed without warning are told to be not finished when the session is gone on with", async () => {
    await using s = await scene(script);
    const cli = await begun(s);
    cli.kill("SIGKILL");
    await cli.exited;
    const on = await s.run(["chat", "--continue", "-p", "On", "-m", "openai/m"]);
    expect(on.stdout, on.stderr).to.equal("All done.\n");
    const results = lastResults(s);
    expect(results).to.have.length(2);
    for (const text of results) expect(text).to.match(/Not finished: the sub-agent was interrupted before it had answered\. What it had said and done is kept in session [0-9a-f-]{36}/);
    const id = /session ([0-9a-f-]{36})/.exec(results[0] ?? "")?.[1] ?? "";
    expect((await s.run(["session", "show", id])).stdout).to.contain("glob *").and.to.contain("Of a sub-agent, started in session ");
  });
});
