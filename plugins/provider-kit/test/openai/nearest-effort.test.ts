import { AinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { fittedEffort, listedEfforts } from "../../src/openai/nearest-effort.ts";

describe("the effort a model knows", () => {
  const refusal = (message: string, param = "reasoning.effort"): AinError =>
    new AinError("unsupported", message, { details: { param } });

  it("is what the server lists", () => {
    const words = "Unsupported value: 'max'. Supported values are: 'none', 'low', 'medium', 'high', and 'xhigh'.";
    expect(listedEfforts(refusal(words))).to.deep.equal(["none", "low", "medium", "high", "xhigh"]);
    expect(listedEfforts(refusal(words, "text.verbosity"))).to.equal(undefined);
    expect(listedEfforts(refusal("Unsupported value: 'max'."))).to.equal(undefined);
  });

  const cases: readonly (readonly [wanted: string, known: readonly string[], fitted: string | undefined])[] = [
    ["high", ["low", "high"], "high"],
    ["max", ["low", "medium", "high"], "high"],
    ["minimal", ["none", "low"], "low"],
    ["none", ["low", "medium"], "low"],
    ["medium", ["low", "high"], "low"],
    ["high", ["none"], "none"],
    ["high", [], undefined],
    ["huge", ["low"], undefined],
  ];
  for (const [wanted, known, fitted] of cases) {
    it(`nearest to ${wanted}, of ${known.join(", ") || "nothing"}, is ${fitted ?? "none that can be told"}`, () => {
      expect(fittedEffort(wanted, known)).to.equal(fitted);
    });
  }
});
