import { expect } from "chai";
import { requiredTexts } from "../src/required-texts.ts";

describe("the texts that a pattern needs", () => {
  const needed: readonly (readonly [string, readonly string[] | undefined])[] = [
    ["needle", ["needle"]],
    ["not_to_be_found\\d", ["not_to_be_found"]],
    ["^import .*from", ["import "]],
    ["foo\\(", ["foo("]],
    ["interface\\{\\}", ["interface{}"]],
    ["interface{", ["interface{"]],
    ["colou?r", ["colo"]],
    ["ab*cd", ["cd"]],
    ["abc+d", ["abc"]],
    ["ab{0,3}cd", ["cd"]],
    ["ab{2}cd", ["ab"]],
    ["foo|barbaz", ["foo", "barbaz"]],
    ["(foo|bar)x", ["foo", "bar"]],
    ["(?:import|export) default", [" default"]],
    ["(foo)?barely", ["barely"]],
    ["(foo)*ba", ["ba"]],
    ["(foo|)bar", ["bar"]],
    ["(?=needle)x", undefined],
    ["(?!needle)xyz", ["xyz"]],
    ["(?<=a)(?<name>bcdef)", undefined],
    ["[abc]def", ["def"]],
    ["[|]foo|[)]bar", ["foo", "bar"]],
    ["a.c", undefined],
    ["\\w+", undefined],
    ["foo|\\d", undefined],
    ["\\x41bcdef", undefined],
    ["\\u0041bcdef", undefined],
    ["(abc)\\1", undefined],
    ["Straße", ["Stra"]],
    ["é", undefined],
    ["\\bfoo\\b", ["foo"]],
    ["foo\\tbar", ["foo\tbar"]],
    ["foo\nbar", ["foo"]],
    ["a|", undefined],
    ["", undefined],
    [".*", undefined],
  ];
  for (const [pattern, texts] of needed) {
    it(`${JSON.stringify(pattern)}: ${JSON.stringify(texts) ?? "none"}`, () => {
      expect(requiredTexts(pattern)).to.deep.equal(texts);
    });
  }

  it("stand in every line that patterns made at random match", () => {
    const atoms = ["ab", "c", "x", "\\.", "[bc]", "(ab|x)", "(?:c|)", "(?=a)", "(?!x)", "\\b", "^", ".", "\\w", "{", "|", "(c(a|bb)x)"];
    const quantifiers = ["", "", "", "*", "+", "?", "{0}", "{2}", "{1,2}?"];
    const letters = "abcx. {";
    let seed = 7;
    const pick = <T>(from: ArrayLike<T>): T => {
      seed = (seed * 48_271) % 2_147_483_647;
      const picked = from[seed % from.length];
      if (picked === undefined) throw new Error("nothing to pick");
      return picked;
    };
    let compared = 0;
    for (let round = 0; round < 3000; round++) {
      const pattern = Array.from({ length: 1 + (round % 6) }, () => pick(atoms) + pick(quantifiers)).join("");
      const texts = requiredTexts(pattern);
      if (texts === undefined || !isRegex(pattern)) continue;
      const regex = new RegExp(pattern);
      for (let lines = 0; lines < 150; lines++) {
        const line = Array.from({ length: 8 }, () => pick(letters)).join("");
        if (!regex.test(line)) continue;
        compared++;
        expect(texts.some((text) => line.includes(text)), `${pattern} on ${line}`).to.equal(true);
      }
    }
    expect(compared).to.be.greaterThan(1000);
  });
});

function isRegex(pattern: string): boolean {
  try {
    return new RegExp(pattern).source !== "";
  } catch {
    return false;
  }
}
