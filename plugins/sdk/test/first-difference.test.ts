import { firstDifference, type JsonValue } from "@ainative-code/sdk";
import { expect } from "chai";

describe("the first difference of two JSON values", () => {
  const cases: readonly (readonly [what: string, expected: JsonValue, actual: JsonValue, pointer: string | undefined])[] = [
    ["nothing for equal values", { a: [1, { b: null }] }, { a: [1, { b: null }] }, undefined],
    ["a changed member", { a: 1, b: { c: "x" } }, { a: 1, b: { c: "y" } }, "/b/c"],
    ["a missing item", { a: [1, 2] }, { a: [1] }, "/a/1"],
    ["an added member", {}, { a: null }, "/a"],
    ["a list in place of an object", { a: {} }, { a: [] }, "/a"],
    ["the whole value", 1, "1", ""],
    ["null in place of an object", { a: {} }, { a: null }, "/a"],
    ["a member with slashes and tildes, escaped", { "a/b~c": 1 }, { "a/b~c": 2 }, "/a~1b~0c"],
  ];
  for (const [what, expected, actual, pointer] of cases) {
    it(`is ${what}`, () => expect(firstDifference(expected, actual)?.pointer).to.equal(pointer));
  }

  it("tells both sides", () => {
    expect(firstDifference({ a: [1] }, { a: [] })).to.deep.equal({ pointer: "/a/0", expected: 1, actual: undefined });
  });
});
