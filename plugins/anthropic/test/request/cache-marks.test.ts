import { objectsOf } from "@ainative-code/provider-kit";
import { expect } from "chai";
import { answer, call, made, result, results, text, user, type Asked } from "./scene.ts";

const tools = ["read", "list"].map((name) => ({ name, description: "", input: {} }));
const system = ["One.", "Two."];
const thinking = { type: "thinking" as const, text: "Hm.", native: { block: { type: "thinking", signature: "s" } } };
const messages = [
  user(text("one")),
  answer([thinking, call("toolu_1")]),
  results(result("toolu_1", [text("done")])),
  answer([thinking, text("Done.")]),
  user(text("two"), text("three")),
];

/** Where the marks are: the path of each block that has one. */
function marksIn(changes: Asked): readonly string[] {
  const { body } = made({ tools, system, messages, config: { cache: "5m" }, ...changes });
  const found: string[] = [];
  const visit = (value: unknown, path: string): void => {
    for (const [index, block] of objectsOf(value).entries()) {
      if (block["cache_control"] !== undefined) found.push(`${path}${index} ${JSON.stringify(block["cache_control"])}`);
      visit(block["content"], `${path}${index}.`);
    }
  };
  for (const name of ["tools", "system", "messages"]) visit(body[name], `${name}.`);
  return found;
}

const mark = '{"type":"ephemeral"}';

describe("the marks for the vendor's cache", () => {
  it("stand at the end of tools, of the system prompt and of the user's last two messages", () => {
    expect(marksIn({})).to.deep.equal([`tools.1 ${mark}`, `system.1 ${mark}`, `messages.2.0 ${mark}`, `messages.4.1 ${mark}`]);
  });

  it("are found again by the next request, which begins with the same bytes", () => {
    const text1 = JSON.stringify(made({ tools, system, messages, config: { cache: "off" } }).body["messages"]);
    const longer = [...messages, answer([text("Four.")]), user(text("five"))];
    const text2 = JSON.stringify(made({ tools, system, messages: longer, config: { cache: "off" } }).body["messages"]);
    expect(text2.startsWith(text1.slice(0, -1))).to.equal(true);
    expect(marksIn({ messages: longer })).to.include(`messages.4.1 ${mark}`);
  });

  it("last as long as is set, and can be left out", () => {
    expect(marksIn({ config: { cache: "1h" } })[0]).to.equal('tools.1 {"type":"ephemeral","ttl":"1h"}');
    expect(marksIn({ config: { cache: "off" } })).to.deep.equal([]);
    expect(marksIn({ rules: { cache: false } })).to.deep.equal([]);
  });

  it("give way to one the user sets for the whole request", () => {
    expect(marksIn({ options: { cache_control: { type: "ephemeral" } } })).to.deep.equal([]);
  });

  it("are never on an answer, and so never on thinking", () => {
    const paused = [...messages, answer([text("x"), thinking], { stop: { reason: "pause" } })];
    expect(marksIn({ messages: paused }).filter((path) => path.startsWith("messages.5"))).to.deep.equal([]);
  });
});
