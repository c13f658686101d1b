import { expect } from "chai";
import { group, hookStage } from "./hook-stage.ts";

const moment = { sessionId: "s", subject: "bash", fields: { tool_name: "bash" } };

describe("the hooks of a moment", () => {
  it("are told what happens, and only those that it is for", async () => {
    const { hooks, told } = hookStage({ PreToolUse: [{ matcher: "bash", hooks: [{ command: "{}" }] }, { matcher: "edit", hooks: [{ command: "exit 2" }] }], Stop: group("exit 2") });
    expect(await hooks.fire("PreToolUse", moment)).to.deep.equal({ context: [] });
    expect(told).to.deep.equal([{ session_id: "s", cwd: "/project", hook_event_name: "PreToolUse", tool_name: "bash" }]);
    expect(await hooks.fire("SessionEnd", moment)).to.deep.equal({ context: [] });
  });

  it("come to one verdict: a refusal wins, then a question, then a leave; the last change counts", async () => {
    const allow = '{"permissionDecision": "allow", "additionalContext": "one"}';
    const ask = '{"permissionDecision": "ask", "updatedInput": {"a": 1}, "additionalContext": "two"}';
    const change = '{"updatedInput": {"a": 2}}';
    const fire = async (...commands: readonly string[]): Promise<unknown> => hookStage({ PreToolUse: group(...commands) }).hooks.fire("PreToolUse", moment);
    expect(await fire(allow, ask, change)).to.deep.equal({ context: ["one", "two"], permission: "ask", input: { a: 2 } });
    expect(await fire(allow, "{}")).to.deep.equal({ context: ["one"], permission: "allow" });
    expect(await fire(allow, "exit 2 No.", "exit 2 Never.")).to.deep.equal({ context: ["one"], permission: "allow", block: "No." });
  });

  it("that fail refuse what they guard, are passed over elsewhere, and are told either way", async () => {
    const { hooks } = hookStage({ PreToolUse: group("fail took too long"), PostToolUse: group("fail took too long"), Stop: group("exit 1 Hm.") });
    expect(await hooks.fire("PreToolUse", moment)).to.deep.equal({ context: [], block: "the hook `fail took too long` could not decide: it took too long" });
    expect(await hooks.fire("PostToolUse", moment)).to.deep.equal({ context: [] });
    await hooks.fire("Stop", moment);
    expect(hooks.takeNotices()).to.deep.equal([
      "The PreToolUse hook `fail took too long` took too long; what it guards is refused.",
      "The PostToolUse hook `fail took too long` took too long.",
      "The Stop hook `exit 1 Hm.`: ended with exit code 1: Hm.",
    ]);
    expect(hooks.takeNotices()).to.deep.equal([]);
  });

  it("that were ended with the turn are nothing to tell", async () => {
    const { hooks } = hookStage({ PostToolUse: group("fail was ended: the turn was stopped") });
    await hooks.fire("PostToolUse", { ...moment, signal: AbortSignal.abort() });
    expect(hooks.takeNotices()).to.deep.equal([]);
  });

  it("are rows of the audit log, each with what came of it and its beginning alone", async () => {
    const { hooks, audited } = hookStage({ PreToolUse: group("{}", "exit 2 No.", "fail died", '{"decision": "approve"}', '{"permissionDecision": "ask"}', '{"updatedInput": {}}', `exit 0 ${"x".repeat(200)}\nmore`) });
    await hooks.fire("PreToolUse", moment);
    expect(audited.map(({ detail }) => detail["outcome"])).to.deep.equal(["passed", "refused", "failed", "allowed", "asked", "changed", "passed"]);
    expect(audited[0]).to.deep.equal({ kind: "hook", actor: "user", detail: { session: "s", event: "PreToolUse", command: "{}", subject: "bash", outcome: "passed", durationMs: 0 } });
    expect(audited.at(-1)?.detail["command"]).to.have.length(60);
  });
});
