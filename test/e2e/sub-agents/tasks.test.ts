import type { ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { linesOf, resultOf, type Line } from "../bad-days/failures.ts";
import { scene } from "../bad-days/scene.ts";
import { briefly } from "../bad-days/sessions.ts";
import { byPrompt, done, firstPrompt, lastResults, resultsIn, stream, task, toolsIn } from "./task-script.ts";

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

  it("is told in lines of text too: what the sub-agent's tools did, and what it took", async () => {
    await using s = await scene(byPrompt({ Go: [{ calls: [task("Look")] }, done], Look: [{ calls: [{ name: "glob", input: { pattern: "*.md" } }] }, { text: "Nothing." }] }));
    const { stdout, stderr } = await s.chat();
    expect(stdout).to.equal("All done.\n");
    expect(stderr).to.match(/^ {2}general: ✓ glob \*\.md \(\d\.\d s\)\n✓ task Look \(general: 2 requests, 1 call, 0 tokens, \d\.\d s\)\n$/);
    expect((await s.chat(["--quiet"])).stderr).to.equal("");
  });

  it("gives back no more of a long answer than fits", async () => {
    await using s = await scene(byPrompt({ Go: [{ calls: [task("Tell")] }, done], Tell: [{ text: `Begin ${"x".repeat(200_000)} end.` }] }));
    await s.chat();
    const [text = ""] = lastResults(s);
    expect(text.length).to.be.lessThan(21_000);
    expect(text).to.contain("Begin").and.to.contain("characters").and.to.contain("end.");
  });
});
