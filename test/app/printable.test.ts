import { expect } from "chai";
import { printable } from "../../src/app/printable.ts";

describe("text made harmless for a terminal", () => {
  it("stays as it is where it is harmless", () => {
    const text = "Tabs\tand\nlines, ümläute, 漢字, 👩‍💻, ✓";
    expect(printable(text)).to.equal(text);
  });

  const harmful: readonly (readonly [string, string, string])[] = [
    ["a colour", "\u001b[31mred", "\\u001b[31mred"],
    ["a title", "\u001b]0;x\u0007", "\\u001b]0;x\\u0007"],
    ["a sequence in one character", "\u009b2J", "\\u009b2J"],
    ["a bell, a backspace and a delete", "\u0007\b\u007f", "\\u0007\\u0008\\u007f"],
    ["a carriage return that would hide what stands before", "good\rbad", "good\\u000dbad"],
    ["a change of direction", "a\u202eb\u2066c", "a\\u202eb\\u2066c"],
    ["NUL", "a\0b", "a\\u0000b"],
  ];
  for (const [what, text, shown] of harmful) {
    it(`shows ${what} as what it is`, () => {
      expect(printable(text)).to.equal(shown);
    });
  }

  it("takes the line ends of Windows for line ends", () => {
    expect(printable("a\r\nb\r\n")).to.equal("a\nb\n");
  });
});
