import { trimmed, trimmedTexts } from "@ainative-code/provider-kit";
import { expect } from "chai";

describe("settings as people type them", () => {
  it("lose the blanks around them, and are none where nothing else is there", () => {
    expect([" eu ", "eu", "  ", "", 3, null, undefined].map(trimmed)).to.deep.equal(["eu", "eu", undefined, undefined, undefined, undefined, undefined]);
  });

  it("are read one by one in a list, and what is no text is left out", () => {
    expect(trimmedTexts([" a", "", 1, "b "])).to.deep.equal(["a", "b"]);
    expect(trimmedTexts("a")).to.deep.equal([]);
  });
});
