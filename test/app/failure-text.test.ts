import { AinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { failureText } from "../../src/app/failure-text.ts";

function text(actions: readonly string[], message = "It failed."): string {
  return failureText(new AinError("auth", message, { actions }).toJSON());
}

describe("what a person reads of a failure", () => {
  it("is the sentence, then what to do next, each on a line of its own", () => {
    expect(text([])).to.equal("Error: It failed.\n");
    expect(text(["Set the key."])).to.equal("Error: It failed.\nTry: Set the key.\n");
    expect(text(["Set the key.", "Or another one."])).to.equal("Error: It failed.\nTry: Set the key.\n     Or another one.\n");
  });

  it("does not say `try` twice", () => {
    expect(text(["Try again.", "Look."])).to.equal("Error: It failed.\nTry again.\nLook.\n");
    expect(text(["Trysting is fine."])).to.include("Try: Trysting");
  });

  it("tells the vendor's number of the request", () => {
    expect(failureText(new AinError("server", "No.", { requestId: "r-1" }).toJSON())).to.equal("Error: No. (request r-1)\n");
  });

  it("does not call it an error where a person stopped it", () => {
    expect(failureText(new AinError("cancelled", "Cancelled.").toJSON())).to.equal("Cancelled.\n");
  });

  it("keeps the lines of a sentence, and lets nothing steer the terminal", () => {
    const evil = text(["\u001b[2J"], "a\nb\u001b]0;title\u0007c\u009b2J");
    expect(evil).to.equal("Error: a\nb\\u001b]0;title\\u0007c\\u009b2J\nTry: \\u001b[2J\n");
  });
});
