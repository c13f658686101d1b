import { expect } from "chai";
import { didYouMean } from "../../../src/core/config/did-you-mean.ts";

describe("didYouMean", () => {
  it("finds the word that was meant through one slip per three letters", () => {
    expect(didYouMean("modle", ["log", "model", "chat"])).to.equal("model");
    expect(didYouMean("permisions", ["permissions", "plugins"])).to.equal("permissions");
    expect(didYouMean("maxturn", ["maxTurns", "maxOutputTokens"])).to.equal("maxTurns");
    expect(didYouMean("baseUrl", ["baseURL"])).to.equal("baseURL");
  });

  it("says nothing where nothing is close", () => {
    expect(didYouMean("zebra", ["model", "chat"])).to.equal(undefined);
    expect(didYouMean("HOME", ["MODEL", "LOG_LEVEL"])).to.equal(undefined);
    expect(didYouMean("x", [])).to.equal(undefined);
  });

  it("takes the closest of several", () => {
    expect(didYouMean("chatt", ["that", "chat"])).to.equal("chat");
  });
});
