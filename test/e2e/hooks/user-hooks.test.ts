import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CliResult, ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import type { Scene } from "../bad-days/scene.ts";
import { hook, replying, seenBy, setHooks } from "./hook-scene.ts";

const touch = (name: string): ScriptedReply => ({ calls: [{ name: "bash", input: { command: `touch ${name}` } }] });
const done: ScriptedReply = { text: "Done." };

const made = (s: Scene, name: string): boolean => existsSync(join(s.home.project, name));

/** The hooks of one moment, for every subject. */
const all = (...commands: readonly (string | { readonly command: string; readonly timeout: number })[]): readonly [{ readonly hooks: readonly { readonly command: string }[] }] => [
  { hooks: commands.map((command) => (typeof command === "string" ? { command } : command)) },
];

const bypass = ["--permission-mode", "bypass"];

async function asked(s: Scene, words: readonly string[] = []): Promise<CliResult> {
  return s.chat(words);
}

describe("hooks of the user", () => {
  before(buildOnce);

  it("are told of a call before and after it, by its tool's name", async () => {
    await using s = await replying(touch("a"), done);
    const [before, after, other] = [hook(s, "before", ""), hook(s, "after", ""), hook(s, "other", "")];
    setHooks(s, {
      PreToolUse: [{ matcher: "Edit|Bash", hooks: [{ command: before }] }, { matcher: "Read", hooks: [{ command: other }] }],
      PostToolUse: [{ matcher: "b.s+h", hooks: [{ command: after }] }],
    });
    expect((await asked(s, bypass)).exitCode).to.equal(0);
    expect(made(s, "a")).to.equal(true);
    const [told] = seenBy(s, "before");
    expect(told).to.deep.include({ hook_event_name: "PreToolUse", tool_name: "bash", tool_input: { command: "touch a" }, cwd: s.home.project });
    expect(told).to.have.property("session_id").that.matches(/\w{8}/);
    expect(seenBy(s, "after")[0]).to.have.nested.property("tool_response.status", "ok");
    expect(seenBy(s, "other")).to.deep.equal([]);
  });

  it("block a call by exit code 2 and by JSON, and the model is told why", async () => {
    const bodies = [
      'echo "No touching." >&2; exit 2',
      `echo '{"hookSpecificOutput": {"hookEventName": "PreToolUse", "permissionDecision": "deny", "permissionDecisionReason": "No touching."}}'`,
      `echo '{"decision": "block", "reason": "No touching."}'`,
    ];
    for (const body of bodies) {
      await using s = await replying(touch("a"), done);
      setHooks(s, { PreToolUse: all(hook(s, "yes", `echo '{"permissionDecision": "allow"}'`), hook(s, "guard", body)) });
      expect((await asked(s, bypass)).exitCode).to.equal(0);
      expect(made(s, "a"), body).to.equal(false);
      expect(s.server.requests[1]?.text).to.include("No touching.");
    }
  });

  it("allow a call, but not what a rule denies, and ask about one that would run", async () => {
    const allow = `echo '{"hookSpecificOutput": {"permissionDecision": "allow"}}'`;
    const cases = [
      { body: allow, words: [], runs: true },
      { body: allow, words: ["--disallowed-tools", "bash(touch*)"], runs: false },
      { body: allow, words: ["--permission-mode", "plan"], runs: false },
      { body: `echo '{"permissionDecision": "ask"}'`, words: bypass, runs: false },
    ];
    for (const { body, words, runs } of cases) {
      await using s = await replying(touch("a"), done);
      setHooks(s, { PreToolUse: all(hook(s, "guard", body)) });
      const { stdout, stderr } = await asked(s, words);
      expect(made(s, "a"), `${body} ${words.join(" ")}\n${stdout}${stderr}`).to.equal(runs);
    }
  });

  it("change a call, which is then judged as it is", async () => {
    await using s = await replying(touch("a"), done);
    setHooks(s, { PreToolUse: all(hook(s, "guard", `echo '{"updatedInput": {"command": "touch b"}}'`)) });
    await asked(s, ["--allowed-tools", "bash(touch a)"]);
    expect([made(s, "a"), made(s, "b")]).to.deep.equal([false, false]);
    await using t = await replying(touch("a"), done);
    setHooks(t, { PreToolUse: all(hook(t, "guard", `echo '{"updatedInput": {"command": "touch b"}}'`)) });
    await asked(t, ["--allowed-tools", "bash(touch b)"]);
    expect([made(t, "a"), made(t, "b")]).to.deep.equal([false, true]);
  });

  it("say something to the model after a call", async () => {
    await using s = await replying(touch("a"), done);
    setHooks(s, { PostToolUse: all(hook(s, "one", 'echo "The linter objects." >&2; exit 2'), hook(s, "two", `echo '{"additionalContext": "It was Tuesday."}'`)) });
    await asked(s, bypass);
    expect(s.server.requests[1]?.text).to.include("The linter objects.").and.include("It was Tuesday.");
  });

  it("end the turn where they say so", async () => {
    await using s = await replying(touch("a"), done);
    setHooks(s, { PostToolUse: all(hook(s, "stop", `echo '{"continue": false, "stopReason": "Lunch."}'`)) });
    const { exitCode, stderr } = await asked(s, bypass);
    expect([exitCode, stderr.includes("Lunch."), s.server.requests.length]).to.deep.equal([50, true, 1]);
  });

  it("block a prompt, or add to it", async () => {
    await using s = await replying(done);
    setHooks(s, { UserPromptSubmit: all(hook(s, "prompt", 'echo "No secrets, please." >&2; exit 2')) });
    const { exitCode, stderr } = await asked(s);
    expect([exitCode, stderr.includes("No secrets, please."), s.server.requests.length]).to.deep.equal([50, true, 0]);
    expect(seenBy(s, "prompt")[0]).to.include({ prompt: "Go" });

    setHooks(s, { UserPromptSubmit: all(hook(s, "more", "echo It is Tuesday.")), SessionStart: all(hook(s, "start", "echo The build is red.")), SessionEnd: all(hook(s, "end", "")) });
    expect((await asked(s)).exitCode).to.equal(0);
    expect(s.server.requests[0]?.text).to.include("It is Tuesday.").and.include("The build is red.");
    expect(seenBy(s, "start")[0]).to.include({ source: "startup" });
    expect(seenBy(s, "end")).to.have.length(1);
    await asked(s, ["--continue"]);
    expect(seenBy(s, "start")[1]).to.include({ source: "resume" });
  });

  it("send the model on that believes to be done, once where they look at what they are told", async () => {
    await using s = await replying({ text: "First." }, { text: "Second." });
    const look = `case "$(tail -n 1 "${join(s.home.home, "seen-stop")}")" in *'"stop_hook_active":false'*) echo "Tests fail." >&2; exit 2;; esac`;
    setHooks(s, { Stop: all(hook(s, "stop", look)) });
    const { stdout } = await asked(s, ["--json"]);
    expect(JSON.parse(stdout)).to.include({ result: "Second.", num_turns: 2 });
    expect(s.server.requests[1]?.text).to.include("Tests fail.");
    expect(seenBy(s, "stop").map((told) => told["stop_hook_active"])).to.deep.equal([false, true]);
  });

  it("answer a question for permission where nobody else could", async () => {
    for (const [decision, runs, code] of [["allow", true, 0], ["deny", false, 0]] as const) {
      await using s = await replying(touch("a"), done);
      setHooks(s, { PermissionRequest: all(hook(s, "ask", `echo '{"hookSpecificOutput": {"decision": {"behavior": "${decision}", "message": "No."}}}'`)) });
      const { exitCode } = await asked(s);
      expect([exitCode, made(s, "a")], decision).to.deep.equal([code, runs]);
      expect(seenBy(s, "ask")[0]).to.include({ tool_name: "bash" });
    }
  });

  const badDays: readonly (readonly [string, string, RegExp])[] = [
    ["crashes", "kill -9 $$", /137|SIGKILL/],
    ["hangs", "sleep 60", /longer than 1 seconds/],
    ["floods", "yes flood", /more than 1024 KiB/],
    ["prints JSON that can't be read", "echo '{\"decision\": '", /can't be read/],
    ["decides what there is not", "echo '{\"decision\": \"maybe\"}'", /maybe/],
    ["is not there", "exec /no/such/program", /12[67]/],
  ];
  for (const [name, body, words] of badDays) {
    it(`refuse what they guard where one ${name}, and say so`, async () => {
      await using s = await replying(touch("a"), done);
      setHooks(s, { PreToolUse: all({ command: hook(s, "guard", body), timeout: 1 }) });
      const { exitCode, stderr } = await asked(s, bypass);
      expect([exitCode, made(s, "a")], stderr).to.deep.equal([0, false]);
      expect(stderr).to.match(words).and.match(/PreToolUse hook/);
    });
  }

  it("only warn by any other exit code, by garbage, and where they look on", async () => {
    await using s = await replying(touch("a"), done);
    setHooks(s, { PreToolUse: all(hook(s, "warn", "echo Hm. >&2; exit 1"), hook(s, "garbage", "printf '\\001\\002 not json'")), PostToolUse: all({ command: hook(s, "late", "sleep 60"), timeout: 0.3 }) });
    const { exitCode, stderr } = await asked(s, bypass);
    expect([exitCode, made(s, "a")], stderr).to.deep.equal([0, true]);
    expect(stderr).to.include("Hm.").and.include("longer than 0.3 seconds");
  });

  it("are told without the secrets of the run, and leave nothing running", async () => {
    await using s = await replying(done);
    setHooks(s, { SessionStart: all(hook(s, "env", `env > "${join(s.home.home, "env")}"; sleep 300 &`)) });
    const began = Date.now();
    await s.chat([], { env: { OPENAI_API_KEY: "sk-secret-of-the-run" } });
    expect(Date.now() - began).to.be.lessThan(15_000);
    expect(readFileSync(join(s.home.home, "env"), "utf8")).to.include("AINATIVE_CODE_PROJECT_DIR=").and.not.include("sk-secret-of-the-run");
  });
});
