import { expect } from "chai";
import { atCursor } from "../../../src/core/completion/at-cursor.ts";
import type { CommandShape } from "../../../src/core/completion/command-shape.ts";

const chat: CommandShape = {
  words: ["chat"],
  description: "Talk.",
  args: [{ name: "prompt" }],
  flags: {
    model: { type: "option", char: "m", description: "The model." },
    print: { type: "boolean", char: "p" },
    mode: { type: "option", options: ["ask", "plan"], aliases: ["approval-mode"] },
    rule: { type: "option", multiple: true },
    inner: { type: "boolean", hidden: true },
  },
  completes: { model: "model" },
};
const bare = { args: [], flags: {}, completes: {} };
const commands: readonly CommandShape[] = [
  chat,
  { ...bare, words: ["config", "get"], description: "Get.", args: [{ name: "key" }], completes: { key: "config-key" } },
  { ...bare, words: ["config", "set"], args: [{ name: "key" }, { name: "value" }], completes: { key: "config-key", value: "config-value" } },
  { ...bare, words: ["plugins"], description: "List plugins." },
  { ...bare, words: ["plugins", "install"] },
];

function values(line: string): string[] {
  const found = atCursor(line.split(" "), commands);
  return "choices" in found ? found.choices.map(({ value }) => value) : [`<${found.kind}:${found.prefix}|${found.typed}|${found.before.join(",")}>`];
}

describe("atCursor", () => {
  it("goes down the tree of commands and topics", () => {
    expect(values("")).to.deep.equal(["chat", "config", "plugins"]);
    expect(values("c")).to.deep.equal(["chat", "config"]);
    expect(values("config ")).to.deep.equal(["get", "set"]);
    expect(values("plugins i")).to.deep.equal(["install"]);
    expect(values("config nonsense ")).to.deep.equal([]);
    expect(atCursor(["co"], [...commands, { ...bare, words: ["cook"], description: "Cook." }])).to.deep.equal({
      choices: [{ value: "config", description: undefined }, { value: "cook", description: "Cook." }],
    });
  });

  it("gives flags that are not given yet, and no hidden one", () => {
    expect(values("chat -")).to.deep.equal(["--model", "--print", "--mode", "--rule", "--help"]);
    expect(values("chat -p --rule x --approval-mode plan --m")).to.deep.equal(["--model"]);
    expect(values("chat --rule x --r")).to.deep.equal(["--rule"]);
  });

  it("asks for the value of a flag, whatever its name and its form", () => {
    expect(values("chat -m op")).to.deep.equal(["<model:|op|>"]);
    expect(values("chat --model ")).to.deep.equal(["<model:||>"]);
    expect(values("chat fix --model=ol")).to.deep.equal(["<model:--model=|ol|fix>"]);
    expect(values("chat --mode ")).to.deep.equal(["ask", "plan"]);
    expect(values("chat --approval-mode=p")).to.deep.equal(["--approval-mode=plan"]);
    expect(values("chat --rule ")).to.deep.equal([]);
    expect(values("chat --unknown=")).to.deep.equal([]);
  });

  it("counts arguments past flags and their values", () => {
    expect(values("config get ch")).to.deep.equal(["<config-key:|ch|>"]);
    expect(values("config set log.level ")).to.deep.equal(["<config-value:||log.level>"]);
    expect(values("config set a b ")).to.deep.equal([]);
    expect(values("chat -m a/b ")).to.deep.equal([]);
  });

  it("takes everything after -- for an argument", () => {
    expect(values("chat -- -m")).to.deep.equal([]);
    expect(values("config get -- ch")).to.deep.equal(["<config-key:|ch|>"]);
  });
});
