import { expect } from "chai";
import { piecesOf } from "../../../src/core/permissions/shell-words.ts";

describe("a command line that is not understood, as deny rules look at it", () => {
  for (const command of [
    "true; rm -rf y",
    `echo "'" ; rm -rf y ; echo "'"`,
    "'rm' -rf y",
    'r"m" -rf y',
    String.raw`r\m -rf y`,
    "rm \t -rf y",
    "A=1 sudo rm -rf y",
    "bash -c 'rm -rf y'",
    "if true; then rm -rf y; fi",
  ]) {
    it(`finds the command in ${JSON.stringify(command)}`, () => {
      expect(piecesOf(command)).to.include("rm -rf y");
    });
  }
});
