import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { scene } from "../bad-days/scene.ts";
import type { Scene } from "../bad-days/scene.ts";
import { asked, put } from "./context-scene.ts";

const overflow: ScriptedReply = {
  status: 400,
  body: { error: { message: "This model's maximum context length is 1000 tokens.", type: "invalid_request_error", code: "context_length_exceeded" } },
};

/** A model that reads so many tokens. */
function reads(s: Scene, maxInput: number): void {
  const file = join(s.home.config, "config.yaml");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `models: {openai/m: {maxInput: ${maxInput}}}\n`);
}

const isSummary = (text: string): boolean => text.includes("Sum it up.");
const go = async (s: Scene, prompt: string): ReturnType<Scene["run"]> => s.run(["chat", "-m", "openai/m", "--continue", "-p", prompt]);

describe("a conversation that fills the model's window", () => {
  it("is summed up before the prompt that would be too much, and all of it stays saved", async () => {
    await using s = await scene(({ text }) => (isSummary(text) ? { text: "They counted to two." } : { text: "Fine.", usage: { input: 9000, output: 5 } }));
    reads(s, 10_000);
    await s.chat();
    const done = await go(s, "Three");
    expect([done.exitCode, done.stdout], done.stderr).to.deep.equal([0, "Fine.\n"]);
    expect(done.stderr).to.include("90 % of what the model reads: 2 messages became a summary");
    expect(s.server.requests).to.have.length(3);
    const said = asked(s, 2).filter(({ role }) => role === "user").map(({ text }) => text);
    expect(said).to.have.length(2);
    expect(said[0]).to.include("They counted to two.");
    const [session] = JSON.parse((await s.run(["session", "list", "--json"])).stdout) as readonly { readonly id: string }[];
    expect((await s.run(["session", "show", session?.id ?? ""])).stdout).to.match(/> Go[^]*summed up here[^]*> Three/);
  });

  it("is left alone where the setting says so", async () => {
    await using s = await scene(() => ({ text: "Fine.", usage: { input: 9000, output: 5 } }));
    reads(s, 10_000);
    await s.run(["config", "set", "chat.autoCompact", "0"]);
    await s.chat();
    await go(s, "Three");
    expect(s.server.requests).to.have.length(2);
  });

  it("is summed up up to the latest turn where a request was too long after all, once", async () => {
    let requests = 0;
    await using s = await scene(({ text }) => {
      requests += 1;
      if (isSummary(text)) return { text: "The summary." };
      return requests === 2 ? overflow : { text: "Fine." };
    });
    await s.chat();
    const done = await go(s, "Next");
    expect([done.exitCode, done.stdout], done.stderr).to.deep.equal([0, "Fine.\n"]);
    expect(done.stderr).to.include("the 2 messages before this turn became a summary");
    const last = asked(s, 3).filter(({ role }) => role === "user").map(({ text }) => text);
    expect(last[0]).to.include("The summary.");
    expect(last.at(-1)).to.include("Next");
  });

  it("has what its tools told shortened where one turn alone is too long", async () => {
    await using s = await scene(({ text }, turn) => {
      if (text.length > 90_000) return overflow;
      return turn < 5 ? { calls: [{ name: "read", input: { path: `${turn}.txt` } }] } : { text: "Fine." };
    });
    for (const name of ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt"]) put(s, name, `${name} has words.\n`.repeat(1500));
    const done = await s.chat();
    expect([done.exitCode, done.stdout], done.stderr).to.deep.equal([0, "Fine.\n"]);
    expect(done.stderr).to.include("what tools told in this turn was shortened");
  });

  it("that does not fit whatever is done ends with a clear word, and not in a circle", async () => {
    await using s = await scene(({ text }) => (isSummary(text) ? { text: "The summary." } : text.includes("Next") ? overflow : { text: "Fine." }));
    await s.chat();
    const done = await go(s, "Next");
    expect(done.exitCode).to.equal(44);
    expect(done.stderr).to.include("does not fit what the model reads, also after").and.include("/context");
    expect(s.server.requests.length).to.equal(4);
  });

  it("keeps the rules that were told on the way, and the budget holds", async () => {
    let requests = 0;
    await using s = await scene(({ text }) => {
      requests += 1;
      if (isSummary(text)) return { text: "The summary." };
      return requests === 1 ? { calls: [{ name: "read", input: { path: "sub/a.ts" } }] } : { text: "Fine.", usage: { input: 9000, output: 5 } };
    });
    reads(s, 10_000);
    put(s, "sub/a.ts", "a");
    put(s, "sub/AGENTS.md", "Rule of the sub-folder.");
    await s.chat();
    await go(s, "Next");
    expect(asked(s, 3)[1]?.text).to.include("The summary.").and.include("Rule of the sub-folder.");
  });
});
