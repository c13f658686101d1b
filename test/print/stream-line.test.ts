import { AinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { streamLine } from "../../src/print/stream-line.ts";

const origin = { provider: "p", api: "a", model: "m" };

describe("the line about how an answer comes about", () => {
  it("tells a change of the model with its reason, with one full stop", () => {
    const error = new AinError("overloaded", "Too busy.");
    expect(streamLine({ type: "fallback", from: "p/m", to: "q/n", error })).to.equal("p/m: Too busy; asking q/n instead.");
  });

  it("can't steer the terminal", () => {
    const error = new AinError("server", "\u001b[2Jgone");
    expect(streamLine({ type: "fallback", from: "p/m", to: "q/n", error })).not.to.include("\u001b");
  });

  it("tells an answer from the cache as such, and nothing of any other", () => {
    expect(streamLine({ type: "start", origin, cached: true })).to.equal("Answered from the response cache.");
    expect(streamLine({ type: "start", origin })).to.equal(undefined);
    expect(streamLine({ type: "text-delta", part: 0, text: "x" })).to.equal(undefined);
  });
});
