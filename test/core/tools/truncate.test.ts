import { expect } from "chai";
import { boundedContent, maxResultChars, truncateText } from "../../../src/core/tools/truncate.ts";

describe("the bound of a tool's result", () => {
  it("leaves a text within it alone", () => {
    expect(truncateText("x".repeat(100), 100)).to.have.length(100);
  });

  it("keeps the beginning and the end, and says what is missing", () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`).join("\n");
    const text = truncateText(lines, 120);
    expect(text).to.match(/^line 0\n/).and.to.match(/line 99$/);
    expect(text).to.match(/\[… \d+ characters \(\d+ lines\) left out …\]/);
  });

  it("never cuts a character in half", () => {
    for (let max = 30; max < 60; max++) expect(truncateText("😀".repeat(40), max).isWellFormed(), String(max)).to.equal(true);
  });

  it("shares the bound among the texts of one result, and leaves images whole", () => {
    const image = { type: "image" as const, mediaType: "image/png", data: "A".repeat(200_000) };
    const text = { type: "text" as const, text: "y".repeat(maxResultChars) };
    const content = boundedContent([text, image, text]);
    expect(content[1]).to.equal(image);
    const length = content.reduce((sum, part) => sum + (part.type === "text" ? part.text.length : 0), 0);
    expect(length).to.be.lessThan(maxResultChars + 200);
  });
});
