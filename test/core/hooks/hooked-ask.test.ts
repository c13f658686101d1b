import { expect } from "chai";
import type { Ask } from "../../../src/core/permissions/ask.ts";
import { hookedAsk } from "../../../src/core/hooks/hooked-ask.ts";
import { group, hookStage } from "./hook-stage.ts";

const call = { type: "tool-call", id: "c", name: "bash", input: { command: "ls" } } as const;
const question = { tool: "bash", risk: "execute", accesses: [] } as const;
const { signal } = new AbortController();

describe("a question for permission", () => {
  it("is answered by hooks before a person is asked", async () => {
    const person: Ask = () => Promise.reject(new Error("asked"));
    const by = async (command: string): Promise<unknown> => hookedAsk(person, hookStage({ PermissionRequest: group(command) }).hooks, "s")(call, question, signal);
    expect(await by('{"decision": {"behavior": "allow"}}')).to.deep.equal({ answer: "once" });
    expect(await by("exit 2 Never.")).to.deep.equal({ answer: "deny", reason: "Never." });
  });

  it("goes to the person where hooks say nothing, and other hooks are told that it waits", async () => {
    const { hooks, told } = hookStage({ PermissionRequest: group("{}"), Notification: [{ matcher: "permission_prompt", hooks: [{ command: "{}" }] }] });
    expect(await hookedAsk(() => Promise.resolve({ answer: "session" }), hooks, "s")(call, question, signal)).to.deep.equal({ answer: "session" });
    expect(told.map((one) => one["hook_event_name"])).to.deep.equal(["PermissionRequest", "Notification"]);
    expect(told[1]).to.include({ notification_type: "permission_prompt", message: "Permission is needed for bash." });
  });

  it("finds nobody where nobody is there, and nobody is told", async () => {
    const { hooks, told } = hookStage({ Notification: group("{}") });
    expect(await hookedAsk(undefined, hooks, "s")(call, question, signal)).to.deep.equal({ answer: "nobody" });
    expect(told).to.deep.equal([]);
  });
});
