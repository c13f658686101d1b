import { expect } from "chai";
import { problemText } from "../../src/app/problem-text.ts";

describe("a plugin's problem for a person", () => {
  it("names the plugin", () => {
    expect(problemText({ plugin: "a", message: "can't be loaded" })).to.equal("a: can't be loaded");
  });

  it("can't steer the terminal", () => {
    expect(problemText({ plugin: "a\u001b[2J", message: "gone\u001b]0;x\u0007" })).to.equal("a\\u001b[2J: gone\\u001b]0;x\\u0007");
  });
});
