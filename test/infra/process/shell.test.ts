import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { findShell } from "../../../src/infra/process/shell.ts";

describe("findShell", () => {
  it("takes the bash of the PATH", () => {
    const shell = findShell({ env: process.env, platform: "linux" });
    expect(shell.file).to.match(/bash$/);
    expect(shell.arguments("echo 1")).to.deep.equal(["-c", "echo 1"]);
  });

  it("takes none that lies in the working folder, where a command of the model may have put it", () => {
    const folder = mkdtempSync(join(tmpdir(), "shell-"));
    const bin = join(folder, "node_modules/.bin");
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, "bash"), "");
    const env = { PATH: [bin, "bin", process.env["PATH"]].join(delimiter) };
    expect(findShell({ env, platform: "linux" }).file).to.equal(join(bin, "bash"));
    expect(findShell({ env, platform: "linux", cwd: folder }).file).to.match(/^(?!.*node_modules)\/.*bash$/);
    rmSync(folder, { recursive: true });
  });

  it("finds a shell without any PATH", () => {
    expect(findShell({ env: {}, platform: "linux" }).file).to.match(/^\/bin\/(ba)?sh$/);
  });

  it("falls back to cmd on a Windows without PowerShell", () => {
    const shell = findShell({ env: { ComSpec: "C:\\Windows\\cmd.exe" }, platform: "win32" });
    expect([shell.file, ...shell.arguments("dir")]).to.deep.equal(["C:\\Windows\\cmd.exe", "/d", "/s", "/c", "dir"]);
  });
});
