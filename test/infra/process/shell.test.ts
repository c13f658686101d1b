import { expect } from "chai";
import { findShell } from "../../../src/infra/process/shell.ts";

describe("findShell", () => {
  it("takes the bash of the PATH", () => {
    const shell = findShell({ env: process.env, platform: "linux" });
    expect(shell.file).to.match(/bash$/);
    expect(shell.arguments("echo 1")).to.deep.equal(["-c", "echo 1"]);
  });

  it("finds a shell without any PATH", () => {
    expect(findShell({ env: {}, platform: "linux" }).file).to.match(/^\/bin\/(ba)?sh$/);
  });

  it("falls back to cmd on a Windows without PowerShell", () => {
    const shell = findShell({ env: { ComSpec: "C:\\Windows\\cmd.exe" }, platform: "win32" });
    expect([shell.file, ...shell.arguments("dir")]).to.deep.equal(["C:\\Windows\\cmd.exe", "/d", "/s", "/c", "dir"]);
  });
});
