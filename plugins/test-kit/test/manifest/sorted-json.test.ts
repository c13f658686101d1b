import { sortedJson } from "../../src/manifest/sorted-json.ts";
import { expect } from "chai";

describe("sortedJson", () => {
  it("sorts keys at every depth, and ends with a line end", () => {
    expect(sortedJson({ b: [{ d: 1, c: 2 }], a: { z: null, y: "x" } })).to.equal(
      `${JSON.stringify({ a: { y: "x", z: null }, b: [{ c: 2, d: 1 }] }, null, 2)}\n`,
    );
  });

  it("keeps arguments in the order of the command line", () => {
    expect(sortedJson({ args: { to: { b: 1, a: 2 }, from: {} } })).to.equal(
      `${JSON.stringify({ args: { to: { a: 2, b: 1 }, from: {} } }, null, 2)}\n`,
    );
  });
});
