import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { bin, scene, type Scene } from "../bad-days/scene.ts";
import { control, isType, lineOf, linesOf, response, said, streamWords } from "./stream-lines.ts";

const slow: ScriptedReply = { text: Array.from({ length: 400 }, (_, index) => `word${String(index)} `), paceMs: 50 };
const touch = (name: string): ScriptedReply => ({ calls: [{ name: "bash", input: { command: `touch ${name}` } }] });

/** Answers in turn; what comes after the last is the last again. */
function replying(...replies: readonly [ScriptedReply, ...ScriptedReply[]]): Promise<Scene> {
  let asked = 0;
  return scene(() => replies[Math.min(asked++, replies.length - 1)] ?? replies[0]);
}

describe("--input-format stream-json", () => {
  before(buildOnce);

  it("answers several prompts in one process and one conversation", async () => {
    await using s = await replying({ text: "One." }, { text: "Two." });
    const { stdout, stderr, exitCode } = await s.run(streamWords, { input: said("first") + said([{ type: "text", text: "second" }]) });
    expect(exitCode, stderr).to.equal(0);
    const results = linesOf(stdout).filter(isType("result"));
    expect(results.map(({ result, exit_code: code }) => [result, code])).to.deep.equal([["One.", 0], ["Two.", 0]]);
    expect(new Set(linesOf(stdout).map(({ session_id: id }) => id)).size).to.equal(1);
    expect(JSON.stringify(s.server.requests[1]?.body["messages"])).to.include("first").and.include("One.").and.include("second");
  });

  it("goes on answering while its input stays open, and takes images", async () => {
    await using s = await replying({ text: "One." }, { text: "Two." });
    const cli = s.startOpen(streamWords);
    cli.write(said("first"));
    await lineOf(cli, isType("result"));
    cli.write(said([{ type: "text", text: "look" }, { type: "image", source: { type: "base64", media_type: "image/png", data: "iVBORw0KGgo=" } }]));
    await lineOf(cli, isType("result"), 2);
    cli.endInput();
    expect((await cli.exited).exitCode).to.equal(0);
    const [user] = linesOf(cli.stdout()).filter(isType("user")).slice(1);
    expect(user).to.have.nested.property("message.parts[1].mediaType", "image/png");
  });

  it("asks for permission over the stream, and obeys", async () => {
    await using s = await replying(touch("a"), touch("b"), touch("c"), { text: "Done." });
    const cli = s.startOpen(streamWords);
    cli.write(said("go"));
    const isQuestion = isType("control_request");
    const first = await lineOf(cli, isQuestion);
    expect(first).to.have.nested.property("request.input.command", "touch a");
    expect(first).to.have.nested.property("request.tool_name", "bash");
    cli.write(response(String(first["request_id"]), { behavior: "allow", updatedInput: { command: "touch a" } }));
    const second = await lineOf(cli, isQuestion, 2);
    cli.write(response(String(second["request_id"]), { behavior: "deny", message: "Not b, please." }));
    const third = await lineOf(cli, isQuestion, 3);
    cli.write(response(String(third["request_id"]), { behavior: "allow", updatedInput: { command: "touch other" } }));
    const result = await lineOf(cli, isType("result"));
    expect(result).to.include({ subtype: "success", exit_code: 0 });
    cli.endInput();
    expect((await cli.exited).exitCode).to.equal(0);
    expect(["a", "b", "c", "other"].map((name) => existsSync(join(s.home.project, name)))).to.deep.equal([true, false, false, false]);
    expect(s.server.requests[2]?.text).to.include("Not b, please.");
  });

  it("refuses what would be asked once nobody is there any more, and with -p", async () => {
    for (const more of [[], ["-p"]]) {
      await using s = await replying(touch("a"), { text: "Done." });
      const cli = s.startOpen([...streamWords, ...more]);
      cli.write(said("go"));
      if (more.length === 0) await lineOf(cli, isType("control_request"));
      else await lineOf(cli, isType("result"));
      cli.endInput();
      expect((await cli.exited).exitCode, cli.stdout()).to.equal(50);
      expect(existsSync(join(s.home.project, "a"))).to.equal(false);
    }
  });

  it("interrupts a turn, and goes on with the next", async () => {
    await using s = await replying(slow, { text: "Still here." });
    const cli = s.startOpen([...streamWords, "--include-partial-messages"]);
    cli.write(said("go"));
    await cli.waitFor("word3");
    cli.write(control("i-1", { subtype: "interrupt" }));
    expect(await lineOf(cli, isType("result"))).to.include({ subtype: "cancelled", exit_code: 130 });
    expect(await lineOf(cli, isType("control_response"))).to.have.nested.property("response.request_id", "i-1");
    cli.write(said("there?"));
    expect(await lineOf(cli, isType("result"), 2)).to.include({ result: "Still here." });
    cli.endInput();
    expect((await cli.exited).exitCode).to.equal(0);
  });

  it("takes a question back that an interrupt has made idle", async () => {
    await using s = await replying(touch("a"), { text: "Done." });
    const cli = s.startOpen(streamWords);
    cli.write(said("go"));
    const asked = await lineOf(cli, isType("control_request"));
    cli.write(control("i-1", { subtype: "interrupt" }));
    expect(await lineOf(cli, isType("control_cancel_request"))).to.include({ request_id: asked["request_id"] });
    await lineOf(cli, isType("result"));
    cli.write(response(String(asked["request_id"]), { behavior: "allow" }));
    await lineOf(cli, isType("notice"));
    cli.endInput();
    await cli.exited;
    expect(existsSync(join(s.home.project, "a"))).to.equal(false);
  });

  it("changes the model and the permission mode, and says why where it can't", async () => {
    await using s = await replying({ calls: [{ name: "write", input: { path: "made", content: "x" } }] }, { text: "Done." });
    const cli = s.startOpen(streamWords);
    cli.write(control("1", { subtype: "set_model", model: "openai/other" }) + control("2", { subtype: "set_permission_mode", mode: "accept-edits" }));
    cli.write(control("3", { subtype: "set_permission_mode", mode: "yolo" }) + control("4", { subtype: "set_model", model: "nobody/m" }) + control("5", { subtype: "dance" }));
    cli.write(said("go"));
    await lineOf(cli, isType("result"));
    cli.endInput();
    expect((await cli.exited).exitCode).to.equal(0);
    expect(s.server.requests[0]?.body["model"]).to.equal("other");
    expect(existsSync(join(s.home.project, "made"))).to.equal(true);
    const answers = linesOf(cli.stdout()).filter(isType("control_response")).map(({ response: one }) => one as { readonly subtype: string; readonly error?: string });
    expect(answers.map(({ subtype }) => subtype)).to.deep.equal(["success", "success", "error", "error", "error"]);
    expect(answers.slice(2).map(({ error = "" }) => error).join(" ")).to.include("accept-edits").and.include("nobody").and.include("dance");
  });

  it("leaves a line out that it can't read, says so, and lets the exit code tell it", async () => {
    const wrong = ["{not json", "[]", '{"type": "dance"}', '{"type": "user"}', '{"type":"user","message":{"content":[{"type":"video"}]}}', '{"type":"user","message":{"content":" "}}'];
    await using s = await replying({ text: "Fine." });
    const { stdout, exitCode } = await s.run(streamWords, { input: `${wrong.join("\n")}\n\n${said("go")}` });
    expect(exitCode).to.equal(42);
    const notices = linesOf(stdout).filter(isType("notice")).map(({ text }) => text);
    expect(notices).to.have.length(wrong.length);
    expect(notices[2]).to.match(/^Line 3 of the input is left out: .*dance/);
    expect(linesOf(stdout).at(-1)).to.include({ result: "Fine.", exit_code: 0 });
  });

  it("takes a last line without its end, and not half of one", async () => {
    await using s = await replying({ text: "Fine." });
    const whole = await s.run(streamWords, { input: said("go").trimEnd() });
    expect([whole.exitCode, linesOf(whole.stdout).at(-1)?.["result"]]).to.deep.equal([0, "Fine."]);
    const half = await s.run(streamWords, { input: said("go").slice(0, -9) });
    expect(half.exitCode).to.equal(42);
    expect(half.stdout).to.include("ends in it");
    expect(linesOf(half.stdout).at(-1)).to.include({ subtype: "invalid-input", is_error: true });
    expect(s.server.requests).to.have.length(1);
  });

  it("says that there was no prompt, and what it can't be combined with", async () => {
    await using s = await replying({ text: "Fine." });
    const none = await s.run(streamWords, { input: "" });
    expect([none.exitCode, none.stdout.includes("no prompt")]).to.deep.equal([42, true]);
    expect((await s.run(["chat", "-m", "openai/m", "--input-format", "stream-json"], { input: said("go") })).exitCode).to.equal(42);
    expect((await s.run([...streamWords, "-p", "hello"], { input: said("go") })).exitCode).to.equal(42);
    const nobody = await s.run(streamWords.map((word) => (word === "openai/m" ? "nobody/m" : word)), { input: said("go") });
    expect([nobody.exitCode, linesOf(nobody.stdout).length]).to.deep.equal([40, 1]);
    expect(s.server.requests).to.have.length(0);
  });

  it("ends by a signal with one result, and leaves nothing running", async () => {
    await using s = await replying(slow);
    const cli = s.startOpen([...streamWords, "--include-partial-messages"]);
    cli.write(said("go"));
    await cli.waitFor("word3");
    cli.kill("SIGINT");
    const { exitCode, stdout } = await cli.exited;
    expect([exitCode, linesOf(stdout).filter(isType("result")).length]).to.deep.equal([130, 1]);
  });

  it("ends by a signal while it waits for a prompt", async () => {
    await using s = await replying({ text: "Fine." });
    const cli = s.startOpen(streamWords);
    cli.write(said("go"));
    await lineOf(cli, isType("result"));
    cli.kill("SIGTERM");
    expect((await cli.exited).exitCode).to.equal(143);
  });

  it("ends when nobody reads any more", async () => {
    await using s = await replying(slow);
    const words = [process.execPath, bin, ...streamWords, "--include-partial-messages"].map((word) => `'${word}'`).join(" ");
    const shell = spawn("sh", ["-c", `${words} | head -n 3`], { cwd: s.home.project, env: { ...s.home.env, OPENAI_BASE_URL: s.server.baseURL }, stdio: ["pipe", "ignore", "ignore"] });
    shell.stdin.write(said("go"));
    const [code] = (await once(shell, "exit")) as [number | null];
    expect(code).to.equal(0);
    shell.stdin.destroy();
  });

  it("takes lines of ten megabytes, and leaves out one of them that it can't read", async () => {
    await using s = await replying({ text: "Long." });
    const long = "x".repeat(10_000_000);
    const { stdout, exitCode } = await s.run(streamWords, { input: `{"type": "${long}"}\n${said(long)}` });
    expect(exitCode).to.equal(42);
    const lines = linesOf(stdout);
    const [notice] = lines.filter(isType("notice")).map(({ text }) => String(text));
    expect(notice).to.match(/^Line 1 of the input is left out: its type is "xxx/).and.have.property("length").that.is.lessThan(300);
    expect(lines.at(-1)).to.include({ result: "Long.", exit_code: 0 });
    expect(s.server.requests[0]?.text.length).to.be.greaterThan(10_000_000);
  });

  it("ends a turn that is interrupted before it has begun", async () => {
    await using s = await replying({ text: "Fine." });
    const { stdout, exitCode } = await s.run(streamWords, { input: said("go") + control("1", { subtype: "interrupt" }) + said("and now") });
    expect(exitCode).to.equal(0);
    expect(linesOf(stdout).filter(isType("result")).map(({ subtype }) => subtype)).to.deep.equal(["cancelled", "success"]);
  });

  it("loses no word that comes at the last moment of a turn, one after the other, and the end of the input with it", async () => {
    let asked = 0;
    const texts = ["One.", "Two.", "Three.", "Four."];
    await using s = await scene(() => ({ text: [...(texts[asked++] ?? "More.")], paceMs: 40 }));
    const cli = s.startOpen([...streamWords, "--include-partial-messages"]);
    cli.write(said("go"));
    for (const index of [0, 1, 2]) {
      // Pieces that came while the program was busy are told as one.
      await lineOf(cli, (line) => line["type"] === "stream_event" && /"text":"[^"]*\."/.test(JSON.stringify(line)), index + 1);
      cli.write(said(`late ${String(index)}`, { steer: true }));
    }
    cli.endInput();
    expect((await cli.exited).exitCode).to.equal(0);
    const last = JSON.stringify(s.server.requests.at(-1)?.body["messages"]);
    for (const index of [0, 1, 2]) expect(last.match(new RegExp(`late ${String(index)}`, "g")), last).to.have.length(1);
  });

  it("takes a word in that steers the turn that runs, and answers it by itself where it came too late", async () => {
    await using s = await replying(touch("a"), { text: "Both." }, { ...slow, text: ["word0 ", "word1 ", "word2 ", "word3"], paceMs: 150 }, { text: "Later." });
    const cli = s.startOpen([...streamWords, "--include-partial-messages"]);
    cli.write(said("go"));
    const question = await lineOf(cli, isType("control_request"));
    cli.write(said("and say why", { steer: true }) + response(String(question["request_id"]), { behavior: "allow" }));
    expect(await lineOf(cli, isType("result"))).to.include({ result: "Both.", num_turns: 2 });
    expect(JSON.stringify(s.server.requests[1]?.body["messages"])).to.include("and say why");
    cli.write(said("more"));
    await cli.waitFor("word1");
    cli.write(said("too late", { steer: true }));
    expect(await lineOf(cli, isType("result"), 3)).to.include({ result: "Later." });
    cli.endInput();
    expect((await cli.exited).exitCode).to.equal(0);
  });
});
