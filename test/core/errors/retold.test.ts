import { AinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { retold, withinSentence } from "../../../src/core/errors/retold.ts";

describe("an error told in other words", () => {
  it("is the same one but for them", () => {
    const vendors = { retryAfterMs: 5, status: 500, requestId: "r", vendorCode: "v", details: { a: 1 } };
    const error = new AinError("server", "No.", { ...vendors, retryable: false, actions: ["x"] });
    const other = retold(error, { message: "Never." });
    expect(other.toJSON()).to.deep.equal({ ...error.toJSON(), message: "Never." });
    expect(other.cause).to.equal(error);
    expect(retold(error, { actions: ["y"] }).toJSON()).to.deep.equal({ ...error.toJSON(), actions: ["y"] });
  });

  it("has one full stop, whatever the vendor wrote", () => {
    for (const words of ["No.", "No", "No. ", "No..."]) expect(withinSentence(words, " (twice)")).to.equal("No (twice).");
  });
});
