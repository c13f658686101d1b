import { expect } from "chai";
import { splitCommand } from "../../../src/core/auth/split-command.ts";

describe("splitCommand", () => {
  const lines: readonly (readonly [line: string, words: readonly string[]])[] = [
    ["get-key", ["get-key"]],
    ["  get-key \t a\nb ", ["get-key", "a", "b"]],
    [`say 'a b' "c d"`, ["say", "a b", "c d"]],
    [`say a'b 'c"d "e`, ["say", "ab cd e"]],
    [`say '' ""`, ["say", "", ""]],
    [String.raw`say a\ b \'c \\`, ["say", "a b", "'c", "\\"]],
    [String.raw`say "a\"b\\c\d\$e"`, ["say", String.raw`a"b\c\d$e`]],
    [String.raw`say 'a\b' '$HOME | x; y'`, ["say", String.raw`a\b`, "$HOME | x; y"]],
    ["say naïve 🔑 日本", ["say", "naïve", "🔑", "日本"]],
    ["say *.txt ~/x [a] {b} #c !d", ["say", "*.txt", "~/x", "[a]", "{b}", "#c", "!d"]],
  ];
  for (const [line, words] of lines) {
    it(`parts ${JSON.stringify(line)} as a shell does`, () => expect(splitCommand(line)).to.deep.equal({ words }));
  }

  const refused: readonly (readonly [line: string, why: string])[] = [
    ["cat key | head -1", "has a | outside single quotes, and no shell runs it"],
    ["a; b", "has a ; outside"],
    ["a && b", "has a & outside"],
    ["a > b", "has a > outside"],
    ["a < b", "has a < outside"],
    ["echo $HOME", "has a $ outside"],
    [`echo "$HOME"`, "has a $ outside"],
    ["echo \"`id`\"", "has a $ outside"],
    ["echo `id`", "has a ` outside"],
    ["say 'a", "has a ' without its second one"],
    [`say "a`, `has a " without its second one`],
    ["say a\\", "ends with a backslash"],
    ["   ", "names no program"],
  ];
  for (const [line, why] of refused) {
    it(`refuses ${JSON.stringify(line)}`, () => expect(splitCommand(line)).to.have.property("why").that.includes(why));
  }

  it("takes no more than linear time", () => {
    const startedAt = performance.now();
    splitCommand(`say "${"\\\\".repeat(50_000)}`);
    splitCommand(`say ${"'a'".repeat(50_000)}`);
    expect(performance.now() - startedAt).to.be.below(1000);
  });
});
