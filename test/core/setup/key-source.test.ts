import { expect } from "chai";
import { keySource } from "../../../src/core/setup/key-source.ts";

describe("keySource", () => {
  it("reads the name of a variable, and stdin", () => {
    expect(keySource("env:MY_KEY")).to.deep.equal({ from: "variable", name: "MY_KEY" });
    expect(keySource("stdin")).to.deep.equal({ from: "stdin" });
  });

  it("takes no key, and does not repeat one", () => {
    for (const text of ["sk-secret-1", "env:", "env:A B", "MY_KEY", ""]) {
      expect(() => keySource(text)).to.throw("--key-from takes env:NAME or stdin").with.property("code", "invalid-input");
    }
    expect(() => keySource("sk-secret-1")).not.to.throw("sk-secret-1");
  });
});
