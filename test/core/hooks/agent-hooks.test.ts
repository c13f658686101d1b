import { AinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { agentHooks, beforeCompact, subAgentHooks } from "../../../src/core/hooks/agent-hooks.ts";
import { group, hookStage } from "./hook-stage.ts";

const { signal } = new AbortController();

describe("the hooks of a conversation", () => {
  it("add to the first prompt what they say at its start, once", async () => {
    const { hooks, told } = hookStage({ SessionStart: group("The build is red."), UserPromptSubmit: group("It is Tuesday.") });
    const own = agentHooks(hooks);
    await own.start("s", "resume", signal);
    expect(await own.prompt("s", "Go", signal)).to.deep.equal([{ type: "text", text: "The build is red." }, { type: "text", text: "It is Tuesday." }]);
    expect(await own.prompt("s", "More", signal)).to.deep.equal([{ type: "text", text: "It is Tuesday." }]);
    expect(told[0]).to.include({ hook_event_name: "SessionStart", source: "resume" });
    expect(told[1]).to.include({ hook_event_name: "UserPromptSubmit", prompt: "Go" });
  });

  it("refuse a prompt and stop an answer by an error that says what to do", async () => {
    const own = agentHooks(hookStage({ UserPromptSubmit: group("exit 2 Not now."), Stop: group('{"continue": false, "stopReason": "Lunch."}') }).hooks);
    for (const error of [await own.prompt("s", "Go", signal), await own.stop("s", "Done.", signal)]) {
      if (!(error instanceof AinError)) throw new Error("no error");
      expect(error.code).to.equal("permission-denied");
      expect(error.message).to.match(/^A hook of yours stopped the (prompt: Not now\.|answer: Lunch\.)$/);
    }
  });

  it("send the model on, and are told that they have done so until the next prompt", async () => {
    const { hooks, told } = hookStage({ Stop: group("exit 2 The tests fail.") });
    const own = agentHooks(hooks);
    for (const prompt of ["Go", "More"]) {
      await own.prompt("s", prompt, signal);
      expect(await own.stop("s", "Done.", signal)).to.have.property("text").that.matches(/not the end: The tests fail\.$/);
      await own.stop("s", "Done again.", signal);
    }
    expect(told.map((one) => one["stop_hook_active"])).to.deep.equal([false, true, false, true]);
  });

  it("of a sub-agent begin and end it, and nothing else", async () => {
    const { hooks, told } = hookStage({
      SessionStart: group("{}"),
      SessionEnd: group("{}"),
      UserPromptSubmit: group("{}"),
      Stop: group("{}"),
      SubagentStart: [{ matcher: "explore", hooks: [{ command: "Only src." }] }, { matcher: "general", hooks: [{ command: "exit 2" }] }],
      SubagentStop: group("exit 2 Count again."),
    });
    const own = subAgentHooks(hooks, { agent: "explore", parentSession: "p" });
    await own.start("c", "startup", signal);
    expect(await own.prompt("c", "Find it", signal)).to.deep.equal([{ type: "text", text: "Only src." }]);
    expect(await own.stop("c", "42", signal)).to.have.property("text").that.matches(/Count again\.$/);
    await own.end("c");
    const whose = { session_id: "c", agent_type: "explore", parent_session_id: "p" };
    expect(told.map(({ cwd: _cwd, ...one }) => one)).to.deep.equal([
      { ...whose, hook_event_name: "SubagentStart", prompt: "Find it" },
      { ...whose, hook_event_name: "SubagentStop", stop_hook_active: false, last_assistant_message: "42" },
    ]);
    expect(await subAgentHooks(hooks, { agent: "general", parentSession: "p" }).prompt("c", "Do it", signal)).to.have.property("message", "A hook of yours stopped the sub-agent: it gave no reason.");
  });

  it("refuse the summing up of a conversation", async () => {
    const { hooks, told } = hookStage({ PreCompact: [{ matcher: "auto", hooks: [{ command: "exit 2 Not yet." }] }] });
    await beforeCompact(hooks, "s", "manual")("the plan", signal);
    const error: unknown = await beforeCompact(hooks, "s", "auto")("", signal).catch((thrown: unknown) => thrown);
    expect(error).to.have.property("message", "A hook of yours stopped the summing up: Not yet.");
    expect(told).to.have.length(1);
  });
});
