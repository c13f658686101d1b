import { noJson, secondAnswer } from "@ainative-code/provider-kit";
import { expect } from "chai";

describe("a broken stream", () => {
  it("is told with the beginning of what could not be read, and no more of it", () => {
    const cause = new SyntaxError("no");
    const error = noJson("x".repeat(5000), cause);
    expect([error.code, error.details?.["data"], error.cause]).to.deep.equal(["protocol", "x".repeat(200), cause]);
    expect(noJson("{").cause).to.equal(undefined);
  });

  it("says what to do about a second answer in the middle of the first", () => {
    expect(secondAnswer().code).to.equal("protocol");
    expect(secondAnswer().actions).to.have.length(1);
  });
});
