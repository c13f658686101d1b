import { expect } from "chai";
import { matches } from "../../../src/core/hooks/matches.ts";

describe("the matcher of hooks", () => {
  it("matches everything where it says nothing, or there is nothing to match", () => {
    for (const matcher of [undefined, "", "  ", "*"]) expect(matches(matcher, "bash"), matcher).to.equal(true);
    expect(matches("bash", undefined)).to.equal(true);
  });

  it("takes names as permission rules do, and patterns for the whole name", () => {
    const cases: readonly (readonly [string, string, boolean])[] = [
      ["Bash", "bash", true],
      ["Edit | Bash", "bash", true],
      ["WebFetch", "web_fetch", true],
      ["mcp__.*__read", "mcp__files__read", true],
      ["ba", "bash", false],
      ["ash", "bash", false],
      ["b.*", "bash", true],
      ["read|write", "edit", false],
    ];
    for (const [matcher, subject, is] of cases) expect(matches(matcher, subject), `${matcher} ${subject}`).to.equal(is);
  });

  it("matches everything where it is broken: a guard must not sleep", () => {
    expect(matches("(", "bash")).to.equal(true);
  });
});
