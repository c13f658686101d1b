import type { ToolCallPart } from "@ainative-code/sdk";
import { expect } from "chai";
import { hookedExecutor, hookedGate, type HookLeave } from "../../../src/core/hooks/hooked-executor.ts";
import type { HookSettings } from "../../../src/core/hooks/hook-event.ts";
import type { Executed, Executor } from "../../../src/core/tools/executor.ts";
import { group, hookStage } from "./hook-stage.ts";

const call: ToolCallPart = { type: "tool-call", id: "c", name: "bash", input: { command: "ls" } };
const options = { sessionId: "s", signal: new AbortController().signal, onOutput: () => undefined };

function executed(ran: ToolCallPart): Executed {
  const result = { type: "tool-result", callId: ran.id, name: ran.name, status: "ok", content: [{ type: "text", text: "out" }] } as const;
  return { call: ran, result, details: undefined, decidedBy: "mode:bypass", startedAt: "", durationMs: 0, unasked: false };
}

interface Run {
  readonly executed: Executed;
  readonly ran: readonly ToolCallPart[];
  /** What the gate heard while the call ran. */
  readonly leave: string | undefined;
  readonly told: readonly unknown[];
}

async function run(settings: HookSettings, given: ToolCallPart = call, signal = options.signal): Promise<Run> {
  const { hooks, told } = hookStage(settings);
  const leave: HookLeave = new Map();
  const ran: ToolCallPart[] = [];
  let heard: string | undefined;
  const inner: Pick<Executor, "execute"> = {
    execute(one) {
      ran.push(one);
      heard = leave.get(one.id);
      return Promise.resolve(executed(one));
    },
  };
  const result = await hookedExecutor(inner, hooks, leave).execute(given, { ...options, signal });
  expect(leave.size).to.equal(0);
  return { executed: result, ran, leave: heard, told };
}

const texts = ({ executed: { result } }: Run): readonly string[] => result.content.map((part) => (part.type === "text" ? part.text : part.type));

describe("a call with hooks around it", () => {
  it("is left as it is where they say nothing", async () => {
    const one = await run({ PreToolUse: group("{}"), PostToolUse: group("{}") });
    expect([one.ran, texts(one)]).to.deep.equal([[call], ["out"]]);
    expect(one.told[1]).to.deep.include({ tool_name: "bash", tool_use_id: "c", tool_response: { status: "ok", content: "out" } });
  });

  it("does not run where they refuse it, and the turn ends where they say so", async () => {
    const one = await run({ PreToolUse: group("exit 2 Never.") });
    expect([one.ran, texts(one), one.executed.result.status, one.executed.decidedBy]).to.deep.equal([[], ["Refused by a hook of the user: Never."], "denied", "hook:PreToolUse"]);
    expect(one.executed.halt).to.equal(undefined);
    const halted = await run({ PreToolUse: group('{"continue": false, "stopReason": "Lunch."}') });
    expect(halted.ran).to.deep.equal([]);
    expect(halted.executed.halt).to.have.nested.property("error.code", "permission-denied");
  });

  it("is told to the gate with what they said of it, and runs as they changed it", async () => {
    const one = await run({ PreToolUse: group('{"permissionDecision": "allow", "updatedInput": {"command": "pwd"}}') });
    expect(one.leave).to.equal("allow");
    expect(one.ran).to.deep.equal([{ ...call, input: { command: "pwd" } }]);
    let asked: unknown;
    const permit: Parameters<typeof hookedGate>[0]["permit"] = (_call, question) => {
      asked = question;
      return Promise.reject(new Error("done"));
    };
    const gate = hookedGate({ permit }, new Map([["c", "ask"] as const]));
    await gate.permit(call, { tool: "bash", risk: "execute", accesses: [] }, options.signal).catch(() => undefined);
    expect(asked).to.include({ hook: "ask" });
  });

  it("has what they say added to its result", async () => {
    const one = await run({ PreToolUse: group('{"additionalContext": "before"}'), PostToolUse: group('{"additionalContext": "after"}', "exit 2 Wrong.") });
    expect(texts(one)).to.deep.equal(["out", "before", "after", "A hook of the user objects: Wrong."]);
  });

  it("is not shown to them where it can't be read, or the turn is over", async () => {
    expect((await run({ PreToolUse: group("exit 2") }, { ...call, inputError: "no JSON" })).told).to.deep.equal([]);
    expect((await run({ PreToolUse: group("exit 2") }, call, AbortSignal.abort())).told).to.deep.equal([]);
  });
});
