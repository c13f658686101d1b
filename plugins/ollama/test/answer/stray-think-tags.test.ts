import { expect } from "chai";
import { StrayThinkTags, type Piece } from "../../src/answer/stray-think-tags.ts";
import { ask } from "../ask.ts";
import { startFakeOllama } from "../fake/fake-ollama.ts";

function read(pieces: readonly string[]): Readonly<Record<Piece["kind"], string>> {
  const tags = new StrayThinkTags();
  const out = [...pieces.flatMap((piece) => tags.add(piece)), ...tags.end()];
  const joined = (kind: Piece["kind"]): string => out.filter((piece) => piece.kind === kind).map(({ text }) => text).join("");
  return { text: joined("text"), thinking: joined("thinking") };
}

const cases: readonly (readonly [string, string, string])[] = [
  ["Hello", "Hello", ""],
  ["", "", ""],
  ["\n\nHello", "\n\nHello", ""],
  ["</think>\n\nHello", "Hello", ""],
  [" \n</think>Hello </think>", "Hello </think>", ""],
  ["<think>\nHm, a < b\n</think>\n\nHello", "Hello", "\nHm, a < b\n"],
  ["<think></think>Hello", "Hello", ""],
  ["<think>never ends </thi", "", "never ends </thi"],
  ["The tag <think> opens, </think> closes.", "The tag <think> opens, </think> closes.", ""],
  ["<thin air", "<thin air", ""],
  ["</thi", "</thi", ""],
  ["</think>", "", ""],
];

describe("the tags of thinking at the head of an answer", () => {
  for (const [written, text, thinking] of cases) {
    it(`in ${JSON.stringify(written)} are taken out, however it is cut`, () => {
      for (let at = 0; at <= written.length; at += 1) {
        expect(read([written.slice(0, at), written.slice(at)]), `cut at ${at}`).to.deep.equal({ text, thinking });
      }
      expect(read([...written]), "in single characters").to.deep.equal({ text, thinking });
    });
  }

  it("hold nothing back longer than they must", () => {
    const tags = new StrayThinkTags();
    expect(tags.add("<")).to.deep.equal([]);
    expect(tags.add("b>")).to.deep.equal([{ kind: "text", text: "<b>" }]);
    expect(tags.add("<")).to.deep.equal([{ kind: "text", text: "<" }]);
  });

  const leaking = [{ thinking: "Hm." }, { content: "</thi" }, { content: "nk>\n\n" }, { content: "Hello." }];
  for (const [capabilities, text] of [
    [["completion", "thinking"], "Hello."],
    [["completion"], "</think>\n\nHello."],
  ] as const) {
    it(`are ${text === "Hello." ? "not shown" : "left alone"} where the model has ${capabilities.join(" and ")}`, async () => {
      await using server = await startFakeOllama({ models: [{ name: "m:latest", capabilities, answer: leaking }] });
      const { events } = await ask(server.host);
      expect(events.map((event) => (event.type === "text-delta" ? event.text : "")).join("")).to.equal(text);
    });
  }
});
