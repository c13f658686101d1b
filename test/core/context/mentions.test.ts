import { expect } from "chai";
import { mentionsIn } from "../../../src/core/context/mentions.ts";
import { importsIn } from "../../../src/core/context/imports-in.ts";

const prompts: readonly (readonly [string, readonly string[]])[] = [
  ["Look at @src/a.ts, @b.md.", ["src/a.ts", "b.md"]],
  ["(@a.ts) and a@b.example and @a.ts again", ["a.ts"]],
  ['@"with spaces.txt" and @"more of them.ts":3-5', ["with spaces.txt", "more of them.ts:3-5 → more of them.ts 3-5"]],
  ["@a.ts:10 @b.ts:10-20 @c.ts#L3-L5 @d.ts:9-2", ["a.ts:10 → a.ts 10-10", "b.ts:10-20 → b.ts 10-20", "c.ts#L3-L5 → c.ts 3-5", "d.ts:9-2 → d.ts 2-9"]],
  ["@src/ is a folder", ["src/"]],
  ["nothing @ all", []],
];

describe("the files that a prompt names", () => {
  for (const [prompt, expected] of prompts) {
    it(`are found in: ${prompt}`, () => {
      const found = mentionsIn(prompt).map(({ path, range }) => (range === undefined ? path : `${path} → ${range.path} ${range.from}-${range.to}`));
      expect(found).to.deep.equal(expected);
    });
  }
});

const rules: readonly (readonly [string, string, readonly string[]])[] = [
  ["prose", "See @docs/a.md and @./b.md.\nAlso (@~/c.md), @docs/a.md.", ["docs/a.md", "./b.md", "~/c.md"]],
  ["code within a line", "Use `@Decorator` and ``a ` @b.md`` but @c.md", ["c.md"]],
  ["a fenced block", "```ts\n@Injectable() @a.md\n```\n@b.md", ["b.md"]],
  ["a fenced block that does not end", "@a.md\n~~~\n@b.md\n", ["a.md"]],
  ["an address", "Ask me@example.com", []],
];

describe("the files that rules import", () => {
  for (const [what, text, expected] of rules) {
    it(`are found in ${what}`, () => expect(importsIn(text)).to.deep.equal(expected));
  }
});
