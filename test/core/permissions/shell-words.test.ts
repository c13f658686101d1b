import { expect } from "chai";
import { isSimpleCommand, piecesOf } from "../../../src/core/permissions/shell-words.ts";

describe("a command line, as the shell would read it", () => {
  for (const command of [
    "git status -s",
    "echo 'a; b' \"c | d & e > f\"",
    String.raw`echo a\;b \$\(x\) \'`,
    String.raw`echo "a \" ; b \$(c)"`,
    "grep -rn 'a\\.b' src",
    "git commit -m 'one\ntwo'",
    "echo $HOME a#b",
  ]) {
    it(`is simple: ${JSON.stringify(command)}`, () => {
      expect(isSimpleCommand(command)).to.equal(true);
    });
  }

  for (const command of [
    `echo "'" ; touch PWNED ; echo "'"`,
    String.raw`echo \' ; touch P ; echo \'`,
    String.raw`echo $'\'' ; touch P ; echo $'\''`,
    String.raw`echo "\\" ; touch P ; echo "\\"`,
    String.raw`echo '\'' ; touch P ; echo '`,
    "echo # '\ntouch P\n#'",
    'echo "$(touch P)"',
    'echo "`touch P`"',
    'echo "${x:-$(touch P)}"',
    "echo $[x]",
    'echo $"x"',
    "echo 'a",
    'echo "a',
    "echo a\\",
    "a\nb",
    "a & b",
    "a <b",
    "(a)",
  ]) {
    it(`is not simple: ${JSON.stringify(command)}`, () => {
      expect(isSimpleCommand(command)).to.equal(false);
    });
  }

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
