import { expect } from "chai";
import { byPieces, byWords } from "../../../src/print/line/by-words.ts";
import { cellsOf } from "../../../src/print/line/input/cells.ts";
import { twoColumns } from "../../../src/print/line/two-columns.ts";

describe("a text in rows", () => {
  it("is broken between words, counted in cells", () => {
    expect(byWords("one two three", 8)).to.deep.equal(["one two", "three"]);
    expect(byWords("日本 日本 日本", 9)).to.deep.equal(["日本 日本", "日本"]);
  });

  it("keeps a word whole that is longer than a row, and is one row where rows have no end", () => {
    expect(byWords("a unbreakable b", 5)).to.deep.equal(["a", "unbreakable", "b"]);
    expect(byWords("one two three", Infinity)).to.deep.equal(["one two three"]);
  });
});

describe("pieces in rows", () => {
  it("are never broken, and stand apart as they are told to", () => {
    expect(byPieces(["a one", "b", "c two"], 8, "  ")).to.deep.equal(["a one  b", "c two"]);
    expect(byPieces([], 8)).to.deep.equal([]);
  });
});

describe("two columns", () => {
  const rows = [
    ["/help", "What can be typed here."],
    ["", ""],
    ["/a longer one [NAME]", "Does something that takes a good many words to be told, and then some."],
  ] as const;

  it("stand side by side on a wide screen, the right one in rows of its own", () => {
    expect(twoColumns(rows, 66)).to.deep.equal([
      "  /help                 What can be typed here.",
      "",
      "  /a longer one [NAME]  Does something that takes a good many",
      "                        words to be told, and then some.",
    ]);
  });

  it("stand below each other on a narrow one", () => {
    expect(twoColumns(rows, 40)).to.deep.equal([
      "  /help",
      "      What can be typed here.",
      "",
      "  /a longer one [NAME]",
      "      Does something that takes a good",
      "      many words to be told, and then",
      "      some.",
    ]);
  });

  for (const columns of [24, 40, 60, 80, 100]) {
    it(`never reach beyond ${columns} cells`, () => {
      expect(Math.max(...twoColumns(rows, columns).map(cellsOf))).to.be.at.most(columns);
    });
  }
});
