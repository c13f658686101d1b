import { expect } from "chai";
import { cellsOf, charactersOf } from "../../../../src/print/line/input/cells.ts";
import { layoutOf } from "../../../../src/print/line/input/layout.ts";

const laid = (text: string, columns: number, cursor = text.length): ReturnType<typeof layoutOf> =>
  layoutOf({ text, cursor, columns, prompt: "> ", shown: (character) => (character === "\ufdd0" ? "[pasted 20 lines]" : character) });

describe("the cells of a text", () => {
  const widths: readonly (readonly [string, number])[] = [
    ["plain", 5],
    ["häß", 3],
    ["漢字", 4],
    ["한국", 4],
    ["ｆｕｌｌ", 8],
    ["e\u0301", 1],
    ["👍", 2],
    ["👨‍👩‍👧", 2],
    ["👩🏽‍🚀", 2],
    ["❤️", 2],
    ["🇩🇪", 2],
    ["\u200b", 0],
    ["→✓…", 3],
  ];
  for (const [text, cells] of widths) {
    it(`are ${cells} for ${JSON.stringify(text)}`, () => {
      expect(cellsOf(text)).to.equal(cells);
    });
  }
});

describe("the layout of an input", () => {
  it("sets further lines below the first one", () => {
    expect(laid("one\ntwo", 20)).to.deep.equal({ rows: ["> one", "  two"], cursorRow: 1, cursorColumn: 5 });
    expect(laid("one\ntwo", 20, 1)).to.deep.include({ cursorRow: 0, cursorColumn: 3 });
    expect(laid("one\n", 20)).to.deep.include({ cursorRow: 1, cursorColumn: 2 });
  });

  it("breaks what is too wide, and leaves the last column free", () => {
    expect(laid("abcdefghij", 8)).to.deep.equal({ rows: ["> abcde", "fghij"], cursorRow: 1, cursorColumn: 5 });
    expect(laid("abcdefghij", 8, 5)).to.deep.include({ cursorRow: 1, cursorColumn: 0 });
    expect(laid("abcdefghij", 8, 4)).to.deep.include({ cursorRow: 0, cursorColumn: 6 });
  });

  it("never breaks a wide character in two", () => {
    expect(laid("漢漢漢漢", 8).rows).to.deep.equal(["> 漢漢", "漢漢"]);
  });

  it("shows a folded paste and a tab as what they stand for", () => {
    expect(laid("a\ufdd0b", 40)).to.deep.equal({ rows: ["> a[pasted 20 lines]b"], cursorRow: 0, cursorColumn: 21 });
    expect(laid("\tx", 40).rows).to.deep.equal([">     x"]);
  });

  it("has no row wider than the terminal, and the cursor on the screen, whatever the text", () => {
    const pieces = ["a", "漢", "\n", "\t", "👨‍👩‍👧", "e\u0301", " ", "\ufdd0", "word"];
    for (let seed = 1; seed < 400; seed++) {
      const text = Array.from({ length: seed % 37 }, (_, index) => pieces[(seed * 7 + index * index * 3) % pieces.length] ?? "").join("");
      const columns = 4 + (seed % 30);
      for (const cursor of [0, text.length]) {
        const { rows, cursorRow, cursorColumn } = laid(text, columns, cursor);
        expect(Math.max(...rows.map(cellsOf))).to.be.lessThan(columns + 1);
        expect(cursorRow).to.be.within(0, rows.length - 1);
        expect(cursorColumn).to.be.within(0, columns - 1);
      }
    }
  });

  it("parts texts into the characters that a reader sees", () => {
    expect(charactersOf("a👨‍👩‍👧e\u0301\n")).to.deep.equal(["a", "👨‍👩‍👧", "e\u0301", "\n"]);
  });
});
