import { expect } from "chai";
import { hidden, isSensitive, referencedVariable, shown } from "../../../src/core/config/secret-reference.ts";

const reference = ["$", "{OPENAI_KEY}"].join("");

describe("secrets", () => {
  it("may be a reference to a variable, and nothing around it", () => {
    expect(referencedVariable(reference)).to.equal("OPENAI_KEY");
    expect(referencedVariable(`Bearer ${reference}`)).to.equal(undefined);
    expect(referencedVariable("sk-1")).to.equal(undefined);
    expect(referencedVariable(3)).to.equal(undefined);
  });

  it("are hidden, references are shown", () => {
    expect(shown("sk-1", true)).to.equal(hidden);
    expect(shown(reference, true)).to.equal(reference);
    expect(shown("sk-1", false)).to.equal("sk-1");
  });

  it("are found in URLs too", () => {
    expect(shown("http://me:pass@proxy:3128", false)).to.equal(`http://${hidden}@proxy:3128`);
    expect(isSensitive("http://me:pass@proxy:3128", false)).to.equal(true);
    expect(isSensitive("http://proxy:3128/a@b", false)).to.equal(false);
    expect(isSensitive(["a"], false)).to.equal(false);
  });
});
