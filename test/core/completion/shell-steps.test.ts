import { expect } from "chai";
import { shellIn, shells, shellSteps } from "../../../src/core/completion/shell-steps.ts";

describe("the shell a person works in", () => {
  const cases: readonly (readonly [Record<string, string>, boolean, string | undefined])[] = [
    [{ SHELL: "/bin/bash" }, false, "bash"],
    [{ SHELL: "/usr/local/bin/zsh" }, false, "zsh"],
    [{ SHELL: "/usr/bin/pwsh" }, false, "powershell"],
    [{ SHELL: "C:\\Program Files\\Git\\bin\\bash.exe", PSMODULEPATH: "x" }, true, "bash"],
    [{ PSMODULEPATH: "C:\\x" }, true, "powershell"],
    [{ SHELL: "/bin/tcsh" }, false, undefined],
    [{}, false, undefined],
  ];
  for (const [env, isWindows, shell] of cases) {
    it(`is ${shell ?? "not known"} by ${JSON.stringify(env)}`, () => {
      expect(shellIn(env, isWindows)).to.equal(shell);
    });
  }

  it("is set up by lines that call our command for it", () => {
    for (const shell of shells) expect(shellSteps(shell, "x-bin").at(-1)).to.include(`x-bin autocomplete ${shell}`);
  });
});
