import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene, type Scene } from "../bad-days/scene.ts";
import { control, isType, lineOf, response, said, streamWords } from "../headless/stream-lines.ts";
import { byPrompt, done, lastResults, task } from "../sub-agents/task-script.ts";
import { hook, replying, seenBy, setHooks } from "./hook-scene.ts";

const one = (command: string, matcher?: string): readonly [{ readonly hooks: readonly [{ readonly command: string }]; readonly matcher?: string }] => [
  { ...(matcher === undefined ? {} : { matcher }), hooks: [{ command }] },
];

async function audited(s: Scene): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const rows = JSON.parse((await s.run(["audit", "list", "--kind", "hook", "--json"])).stdout) as readonly { readonly detail: Readonly<Record<string, unknown>> }[];
  return rows.map(({ detail }) => detail);
}

describe("hooks at the moments of", () => {
  before(buildOnce);

  it("a sub-agent see it begin and end, add to its task and send it on", async () => {
    await using s = await scene(byPrompt({ Go: [{ calls: [task("Look", { agent: "explore" }, "a")] }, done], Look: [{ text: "Two." }, { text: "Three." }] }));
    const stop = hook(s, "stop", `case "$(tail -n 1 "$HOME/seen-stop")" in *'"stop_hook_active":false'*) echo "Count again." >&2; exit 2;; esac`);
    setHooks(s, { SubagentStart: one(hook(s, "start", "echo Only in src."), "explore"), SubagentStop: one(stop, "explore"), Stop: one(hook(s, "main", "")) });
    const { exitCode, stderr } = await s.chat();
    expect(exitCode, stderr).to.equal(0);
    const [begun] = seenBy(s, "start");
    expect(begun).to.include({ hook_event_name: "SubagentStart", agent_type: "explore", prompt: "Look" });
    expect(seenBy(s, "stop").map(({ last_assistant_message: last }) => last)).to.deep.equal(["Two.", "Three."]);
    expect(seenBy(s, "stop")[0]).to.include({ session_id: begun?.["session_id"], parent_session_id: begun?.["parent_session_id"] });
    expect(seenBy(s, "main")[0]).to.include({ session_id: begun?.["parent_session_id"] });
    expect(s.server.requests[1]?.text).to.include("Only in src.");
    expect(lastResults(s).join()).to.include("Three.");
    expect((await audited(s)).map(({ event, outcome, subject }) => [event, outcome, subject])).to.deep.equal([
      ["SubagentStart", "passed", "explore"],
      ["SubagentStop", "refused", "explore"],
      ["SubagentStop", "passed", "explore"],
      ["Stop", "passed", undefined],
    ]);
  });

  it("a sub-agent may refuse it, and its parent goes on", async () => {
    await using s = await scene(byPrompt({ Go: [{ calls: [task("Look")] }, done] }));
    setHooks(s, { SubagentStart: one(hook(s, "start", 'echo "Not today." >&2; exit 2')) });
    expect((await s.chat()).exitCode).to.equal(0);
    expect(lastResults(s).join()).to.include("A hook of yours stopped the sub-agent: Not today.");
    expect(s.server.requests).to.have.length(2);
  });

  it("a compaction by itself are told of it, and refuse it: the conversation goes on as it is", async () => {
    await using s = await replying({ text: "One word.", usage: { input: 9000, output: 5 } }, { text: "Fine." });
    const hooks = { PreCompact: one(hook(s, "compact", 'echo "Not yet." >&2; exit 2'), "auto") };
    mkdirSync(s.home.config, { recursive: true });
    writeFileSync(join(s.home.config, "config.yaml"), JSON.stringify({ hooks, models: { "openai/m": { maxInput: 10_000 } } }));
    await s.chat();
    const { exitCode, stderr } = await s.chat(["--continue"]);
    expect(exitCode, stderr).to.equal(0);
    expect(seenBy(s, "compact")[0]).to.include({ hook_event_name: "PreCompact", trigger: "auto", custom_instructions: "" });
    expect(stderr).to.include("could not be summed up: A hook of yours stopped the summing up: Not yet.");
    expect(s.server.requests[1]?.text).to.include("One word.");
  });

  it("a question for permission look on while a program is asked", async () => {
    await using s = await replying({ calls: [{ name: "bash", input: { command: "touch a" } }] }, { text: "Done." });
    setHooks(s, { Notification: one(hook(s, "note", ""), "permission_prompt"), SessionEnd: one(hook(s, "end", "")) });
    const cli = s.startOpen(streamWords);
    cli.write(control("1", { subtype: "set_permission_mode", mode: "ask" }) + said("go"));
    const question = await lineOf(cli, isType("control_request"));
    await lineOf({ ...cli, stdout: () => (seenBy(s, "note").length === 0 ? "" : '{"type": "seen"}\n') }, isType("seen"));
    cli.write(response(String(question["request_id"]), { behavior: "deny" }));
    cli.endInput();
    expect((await cli.exited).exitCode).to.equal(0);
    expect(seenBy(s, "note")[0]).to.include({ notification_type: "permission_prompt", message: "Permission is needed for bash." });
    expect(seenBy(s, "end")).to.have.length(1);
  });
});
