import { expect } from "chai";
import { titleOf } from "../../../src/core/sessions/title.ts";

describe("the title of a session", () => {
  it("is the prompt where it is short", () => {
    expect(titleOf("Fix the login bug")).to.equal("Fix the login bug");
  });

  it("is one line", () => {
    expect(titleOf("  Fix this:\r\n\n\tit is  broken\u2028now ")).to.equal("Fix this: it is broken now");
  });

  it("ends at a word, with an ellipsis, in sixty characters", () => {
    const title = titleOf("Please look into the reason why the tests of the payment module fail on Tuesdays");
    expect(title).to.equal("Please look into the reason why the tests of the payment…");
  });

  it("uses all sixty where the cut falls between two words", () => {
    const words = `${"a".repeat(29)} ${"b".repeat(29)} and more`;
    expect(titleOf(words)).to.equal(`${"a".repeat(29)} ${"b".repeat(29)}…`);
  });

  it("cuts a long word where there is no better place", () => {
    expect(titleOf("x".repeat(200))).to.equal(`${"x".repeat(59)}…`);
    expect(titleOf(`see ${"x".repeat(200)}`)).to.equal(`see ${"x".repeat(55)}…`);
    expect(titleOf("x".repeat(60))).to.equal("x".repeat(60));
  });

  it("counts characters as a reader does and never cuts one in two", () => {
    const family = "👨‍👩‍👧‍👦";
    expect(titleOf(family.repeat(60))).to.equal(family.repeat(60));
    expect(titleOf(family.repeat(61))).to.equal(`${family.repeat(59)}…`);
  });

  it("lets nothing through that acts on a terminal", () => {
    expect(titleOf("\x1b[31mred\x1b[0m\x07 \u202Ebackwards\x00")).to.equal("red backwards");
  });

  it("is there for a prompt without words", () => {
    for (const prompt of ["", " \n\t ", "\x1b[2J"]) expect(titleOf(prompt)).to.equal("Untitled");
  });

  it("is made of a pasted file as fast as of a line", () => {
    expect(titleOf("word ".repeat(2_000_000))).to.have.length(60);
  });
});
