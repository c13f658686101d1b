import { expect } from "chai";
import { toldComplaint } from "../../../src/core/auth/told-complaint.ts";

describe("what a program complained of", () => {
  it("is told in one line", () => {
    expect(toldComplaint("Error: ai/x is not in the password store.\n", "")).to.equal("Error: ai/x is not in the password store.");
    expect(toldComplaint("a\n\tb\u001b[31mc\r\n", "")).to.equal("a b [31mc");
  });

  it("is cut where it is long", () => {
    expect(toldComplaint("word ".repeat(1000), "")).to.have.length(301).and.to.match(/…$/);
  });

  it("keeps paths, addresses and words", () => {
    const text = "gpg: can't open /home/me/.gnupg/pubring2.kbx: see https://example.com/a1b2c3d4e5f6g7h8 in ../some-folder/file-2024.txt";
    expect(toldComplaint(text, "")).to.equal(text);
  });

  it("shows nothing that was printed on stdout too", () => {
    expect(toldComplaint("refused: hunter-two", "hunter-two\n")).to.equal("refused: [redacted]");
  });

  it("shows nothing that looks like a key", () => {
    const keys = ["sk-abcdefghijklmnop1234", "dGhpcyBpcyBhIHNlY3JldA1=", "ab/cd/0123456789abcdef", "MARK-0123456789"];
    for (const key of keys) {
      for (const told of [key, `key=${key}`, `"${key}"`, `token: ${key}.`]) expect(toldComplaint(told, ""), told).to.not.include(key);
    }
  });
});
