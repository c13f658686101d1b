import { mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "@ainative-code/sdk";
import { expect } from "chai";
import { createFiles } from "../../../src/infra/files/create-files.ts";
import { createVersions } from "../../../src/infra/files/versions.ts";
import { codeOf, withFolders } from "./with-folders.ts";

describe("files that a walk has told of", () => {
  const folders = withFolders();
  const walkedFiles = async (): Promise<{ readonly files: Files; readonly paths: readonly string[] }> => {
    const files = createFiles({ cwd: folders.cwd, versions: createVersions(), denied: (real) => real.endsWith("denied") });
    const paths: string[] = [];
    for await (const path of files.walk()) paths.push(path);
    return { files, paths };
  };
  const at = (name: string): string => join(folders.cwd, name);
  const textOf = async (files: Files, path: string): Promise<string> => Buffer.from(await files.read(path, { glance: true })).toString();

  it("are read as all others, links to files too", async () => {
    mkdirSync(at("a"));
    writeFileSync(at("a/x"), "x");
    symlinkSync("x", at("a/link"));
    const { files, paths } = await walkedFiles();
    expect(paths).to.deep.equal(["a/link", "a/x"]);
    for (const path of paths) expect(await textOf(files, path)).to.equal("x");
  });

  it("are refused where a folder or a file became a link out of it, and where a rule denies them", async () => {
    mkdirSync(at("a"));
    for (const name of ["x", "y", "denied"]) writeFileSync(at(`a/${name}`), name);
    for (const name of ["x", "y"]) writeFileSync(join(folders.outside, name), "secret");
    const { files } = await walkedFiles();
    renameSync(at("a/y"), at("old"));
    symlinkSync(join(folders.outside, "y"), at("a/y"));
    expect(await codeOf(files.read("a/y", { glance: true }))).to.equal("permission-denied");
    expect(await codeOf(files.info("a/y"))).to.equal("permission-denied");
    expect(await codeOf(files.read("a/denied", { glance: true }))).to.equal("permission-denied");
    renameSync(at("a"), at("b"));
    symlinkSync(folders.outside, at("a"));
    expect(await codeOf(files.read("a/x", { glance: true }))).to.equal("permission-denied");
  });

  it("are left out by the names and the paths of ignore files alike", async () => {
    writeFileSync(at(".gitignore"), "# a/b in a remark\n*.log\n!keep.log\n/top\nbuild/\n");
    mkdirSync(at("sub/build"), { recursive: true });
    mkdirSync(at("sub/deep/top"), { recursive: true });
    for (const name of ["top", "a.log", "keep.log", "sub/a.log", "sub/keep.log", "sub/top", "sub/build/x", "sub/deep/top/a.ts", "sub/deep/a.log"]) {
      writeFileSync(at(name), "");
    }
    writeFileSync(at("sub/deep/.gitignore"), "!a.log\ntop/*.ts\n");
    const { paths } = await walkedFiles();
    expect(paths).to.deep.equal([".gitignore", "keep.log", "sub/deep/.gitignore", "sub/deep/a.log", "sub/keep.log", "sub/top"]);
  });
});
