import { isAinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { PartialArgs } from "../src/stream/partial-args.ts";

function built(...args: readonly object[]): unknown {
  const partial = new PartialArgs();
  for (const arg of args) partial.add([arg]);
  return JSON.parse(JSON.stringify(partial.value));
}

describe("arguments that come value by value", () => {
  it("are put where their paths say", () => {
    const args = [
      { jsonPath: "$.a.b[0].c", stringValue: "x" },
      { jsonPath: "$.a.b[1]", numberValue: 0 },
      { jsonPath: "$['with dot.']", boolValue: false },
      { jsonPath: '$["quoted \\" name"]', nullValue: "NULL_VALUE" },
    ];
    expect(built(...args)).to.deep.equal({ a: { b: [{ c: "x" }, 0] }, "with dot.": false, 'quoted " name': null });
  });

  it("grow where a string goes on, and are replaced where it does not", () => {
    const go = { jsonPath: "$.a", willContinue: true };
    const last = { jsonPath: "$.a", stringValue: "z" };
    expect(built({ ...go, stringValue: "x" }, { ...go, stringValue: "y" }, last)).to.deep.equal({ a: "xyz" });
    expect(built({ jsonPath: "$.a", stringValue: "x" }, { jsonPath: "$.a", stringValue: "y" })).to.deep.equal({ a: "y" });
  });

  it("reach nothing but the arguments", () => {
    const paths = ["$.__proto__.polluted", "$.constructor.prototype.polluted"];
    built(...paths.map((jsonPath) => ({ jsonPath, stringValue: "x" })));
    expect(Reflect.get({}, "polluted")).to.equal(undefined);
    expect(Reflect.get(Object, "polluted")).to.equal(undefined);
  });

  for (const jsonPath of ["", "$", "a", "$.", "$..a", "$[", "$.a[99999999]", "$[0]", "$.a[x]"]) {
    it(`at a place that can't be found are an error: ${JSON.stringify(jsonPath)}`, () => {
      let thrown: unknown;
      try {
        built({ jsonPath, stringValue: "x" });
      } catch (error) {
        thrown = error;
      }
      expect(isAinError(thrown) && thrown.code).to.equal("protocol");
    });
  }
});
