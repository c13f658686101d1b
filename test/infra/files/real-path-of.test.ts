import { mkdirSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { realPathOf } from "../../../src/infra/files/real-path-of.ts";
import { withFolders } from "./with-folders.ts";

describe("realPathOf", () => {
  const folders = withFolders();

  it("takes a path relative to the working directory and follows its links", () => {
    mkdirSync(join(folders.cwd, "real"));
    symlinkSync("real", join(folders.cwd, "link"));
    expect(realPathOf(folders.cwd, "link")).to.equal(join(folders.cwd, "real"));
    expect(realPathOf(folders.cwd, "link/new/../x")).to.equal(join(folders.cwd, "real/x"));
    expect(realPathOf(folders.cwd, "../outside")).to.equal(folders.outside);
    expect(realPathOf(folders.cwd, folders.outside)).to.equal(folders.outside);
  });

  it("follows a link to something that does not exist, over several links", () => {
    symlinkSync(join(folders.outside, "new"), join(folders.cwd, "one"));
    symlinkSync("one", join(folders.cwd, "two"));
    expect(realPathOf(folders.cwd, "two/x")).to.equal(join(folders.outside, "new/x"));
  });

  it("knows the home folder", () => {
    expect(realPathOf(folders.cwd, "~/notes")).to.equal(realPathOf("/", join(homedir(), "notes")));
    expect(realPathOf(folders.cwd, "./~")).to.equal(join(folders.cwd, "~"));
    expect(realPathOf(folders.cwd, "~name")).to.equal(join(folders.cwd, "~name"));
  });

  it("throws for what can't be a path", () => {
    symlinkSync("loop", join(folders.cwd, "loop"));
    for (const path of ["", "a\0", "loop", "loop/a"]) expect(() => realPathOf(folders.cwd, path), path).to.throw();
  });
});
