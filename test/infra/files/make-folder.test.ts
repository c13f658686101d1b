import { expect } from "chai";
import { mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeFolder } from "../../../src/infra/files/make-folder.ts";

describe("a folder that is made where it is missing", () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "make-folder-")));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it("is made with those above it, all with the same mode", () => {
    makeFolder(join(root, "a/b/c"), 0o700);
    for (const path of ["a", "a/b", "a/b/c"]) expect(statSync(join(root, path)).mode & 0o777).to.equal(0o700);
    makeFolder(join(root, "a/b/c"), 0o755);
    expect(statSync(join(root, "a/b/c")).mode & 0o777, "one that is there stays as it is").to.equal(0o700);
  });

  it("is refused below a file and in place of one", () => {
    writeFileSync(join(root, "file"), "");
    expect(() => makeFolder(join(root, "file"), 0o700)).to.throw(/EEXIST/);
    expect(() => makeFolder(join(root, "file/below"), 0o700)).to.throw(/ENOTDIR/);
  });

  it("is refused, and not waited for, where the kernel makes folders", function () {
    if (process.platform !== "linux") this.skip();
    expect(() => makeFolder("/proc/ainative-code/data", 0o700)).to.throw(/ENOENT/);
  });
});
