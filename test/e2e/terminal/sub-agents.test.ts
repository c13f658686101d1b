import { expect } from "chai";
import { answer } from "../../print/line/answer-question.ts";
import { lineScene } from "./line-scene.ts";

describe("a sub-agent in a conversation", () => {
  const scene = lineScene();

  it("has a line while it runs, is named where it wants something, and its end says what it took", async () => {
    const task = { calls: [{ name: "task", input: { description: "Make the file", prompt: "Make it." } }] };
    const replies = [task, { calls: [{ name: "bash", input: { command: "echo made > file" } }] }, { text: Array.from({ length: 40 }, () => "word "), paceMs: 50 }, { text: "It is made." }];
    using terminal = await scene.open(replies, { words: ["chat", "go"] });
    await terminal.shows(/Allow bash for the sub-agent general\?[^]*\[n\]/);
    await answer(terminal, "y");
    await terminal.shows(/… Make the file \(general\): 1 request, 1 call, 0 tokens · answers \(Esc stops\)/);
    const screen = await terminal.shows("It is made.");
    expect(screen).to.match(/✓ task Make the file \(general: 2 requests, 1 call, 0 tokens, \d+\.\d s\)\n/).and.to.not.contain("Esc stops");
  });
});
