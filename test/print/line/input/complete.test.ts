import { expect } from "chai";
import { completionAt } from "../../../../src/print/line/input/complete.ts";

const paths = ["src/", "one two.txt", "one.txt", "notes.md", "docs:", "docs:a://b"];
const sources = { commands: () => ["help", "hello"], paths: (begun: string) => paths.filter((path) => path.startsWith(begun)) };

describe("what Tab completes", () => {
  const cases: readonly (readonly [string, string, number | undefined, readonly string[]])[] = [
    ["a command", "/hel", 1, ["help", "hello"]],
    ["a path", "see @not", 5, ["notes.md "]],
    ["a folder, to be gone on with", "@s", 1, ["src/"]],
    ["a server, to be gone on with", "@docs", 1, ["docs:", "docs:a://b"]],
    ["a resource of a server", "see @docs:a", 5, ["docs:a://b "]],
    ["a path with a blank, in quotes", "@one", 1, ['"one two.txt', '"one.txt']],
    ["what is in quotes already", '@"one ', 1, ['"one two.txt" ']],
    ["nothing where there is nothing", "@x", undefined, []],
  ];
  for (const [what, text, from, candidates] of cases) {
    it(`is ${what}`, () => {
      const found = completionAt(text, text.length, sources);
      expect([found?.from, found?.candidates ?? []]).to.deep.equal([from, candidates]);
    });
  }
});
