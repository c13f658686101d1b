import type { ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { linesOf } from "../bad-days/failures.ts";
import { scene, type Scene } from "../bad-days/scene.ts";
import { briefly, savedMessages } from "../bad-days/sessions.ts";
import { byPrompt, done, lastResults, stream, task } from "./task-script.ts";

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
