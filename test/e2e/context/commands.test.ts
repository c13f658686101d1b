import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { scene } from "../bad-days/scene.ts";
import type { Scene } from "../bad-days/scene.ts";
import { asked, put } from "./context-scene.ts";

const say = async (s: Scene, prompt: string, ...flags: readonly string[]): ReturnType<Scene["run"]> => s.run(["chat", "-m", "openai/m", "-p", prompt, ...flags]);
const lastAsked = (s: Scene): string => asked(s, s.server.requests.length - 1).findLast(({ role }) => role === "user")?.text ?? "";

describe("a command from a Markdown file", () => {
  it("stands for its text, with its arguments and the files it names", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    put(s, ".ainative-code/commands/git/review.md", "---\ndescription: Review\nargument-hint: FILE\n---\nReview $1 for $2. All: $ARGUMENTS. See @notes.txt.\n");
    put(s, "notes.txt", "the notes\n");
    const done = await say(s, "/git:review a.ts 'two words'");
    expect([done.exitCode, done.stdout], done.stderr).to.deep.equal([0, "Fine.\n"]);
    expect(lastAsked(s)).to.include("Review a.ts for two words. All: a.ts 'two words'.").and.include("the notes");
  });

  it("of the project comes before the user's, and before the folder of another program", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    put(s, ".claude/commands/one.md", "From the other folder.");
    put(s, ".claude/commands/two.md", "Only there, $ARGUMENTS.");
    put(s, ".ainative-code/commands/one.md", "From our folder.");
    await say(s, "/one and more");
    expect(lastAsked(s)).to.include("From our folder.").and.include("Arguments: and more");
    await say(s, "/two");
    expect(lastAsked(s)).to.include("Only there, .");
  });

  it("runs its command lines by the permission rules, and nothing that an argument or an output brings", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    put(s, ".ainative-code/commands/look.md", "Here: !`echo one @notes.txt` and $ARGUMENTS");
    put(s, "notes.txt", "the notes");
    const untrusted = await say(s, "/look", "--allowed-tools", "bash(echo *)");
    expect([untrusted.exitCode, s.server.requests.length]).to.deep.equal([50, 0]);
    expect(untrusted.stderr).to.include("ainative-code trust").and.include("look.md");
    await s.run(["trust"]);
    const refused = await say(s, "/look");
    expect([refused.exitCode, s.server.requests.length]).to.deep.equal([50, 0]);
    expect(refused.stderr).to.include("echo one");
    const done = await say(s, "/look !`touch made`", "--allowed-tools", "bash(echo *)");
    expect(done.exitCode, done.stderr).to.equal(0);
    expect(lastAsked(s)).to.include("Here: one @notes.txt").and.include("!`touch made`").and.not.include("the notes");
  });

  it("brings permissions and a model for as long as it is done, once the folder is trusted", async () => {
    let step = 0;
    await using s = await scene(() => ((step += 1) === 1 ? { calls: [{ name: "bash", input: { command: "echo from the command" } }] } : { text: "Fine." }));
    put(s, ".ainative-code/commands/go.md", "---\nallowed-tools: Bash(echo *)\nmodel: openai/small\n---\nGo!\n");
    expect((await say(s, "/go")).exitCode).to.equal(50);
    await s.run(["trust"]);
    const done = await say(s, "/go");
    expect(done.exitCode, done.stderr).to.equal(0);
    expect(s.server.requests.map(({ body }) => body["model"])).to.deep.equal(["small", "small"]);
    expect(JSON.stringify(asked(s, 1))).to.include("from the command");
  });

  it("that can't be used is told, and words behind a slash that name none are a prompt", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    put(s, ".ainative-code/commands/bad.md", "---\ndescription: [\n---\nText\n");
    const told = await say(s, "/bad now");
    expect([told.exitCode, told.stderr.includes("bad.md is left out: line 2")], told.stderr).to.deep.equal([0, true]);
    await say(s, "/etc/hosts: what is it?");
    expect(lastAsked(s)).to.include("/etc/hosts: what is it?");
  });

  it("that is ours, /init, has the model write the rules of the project, under the permission rules", async () => {
    let step = 0;
    await using s = await scene(() => ((step += 1) === 1 ? { calls: [{ name: "write", input: { path: "AGENTS.md", content: "# Rules\n" } }] } : { text: "Written." }));
    const done = await say(s, "/init the tests", "--permission-mode", "accept-edits");
    expect([done.exitCode, done.stdout], done.stderr).to.deep.equal([0, "Written.\n"]);
    expect(lastAsked(s)).to.include("Write the file AGENTS.md").and.include("the tests");
  });

  it("leaves what is piped in alone: only what was typed names files", async () => {
    await using s = await scene(() => ({ text: "Fine." }));
    writeFileSync(join(s.home.project, "a.txt"), "text of a");
    writeFileSync(join(s.home.project, "b.txt"), "text of b");
    await s.run(["chat", "-m", "openai/m", "-p", "Look at @a.txt"], { input: "and @b.txt" });
    expect(lastAsked(s)).to.include("text of a").and.include("@b.txt").and.not.include("text of b");
  });
});
