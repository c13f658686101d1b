import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { WalkOptions } from "@ainative-code/sdk";
import { expect } from "chai";
import { createFiles } from "../../../src/infra/files/create-files.ts";
import { createVersions } from "../../../src/infra/files/versions.ts";
import { codeOf, withFolders } from "./with-folders.ts";

describe("walk", () => {
  const folders = withFolders();

  const make = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folders.cwd, name)), { recursive: true });
      writeFileSync(join(folders.cwd, name), text);
    }
  };
  const walked = async (options?: WalkOptions, signal?: AbortSignal): Promise<readonly string[]> => {
    const files = createFiles({ cwd: folders.cwd, versions: createVersions(), ...(signal === undefined ? {} : { signal }) });
    const paths: string[] = [];
    for await (const path of files.walk(options)) paths.push(path);
    return paths;
  };
  const git = (...args: readonly string[]): string => execFileSync("git", args, { cwd: folders.cwd, encoding: "utf8" });

  it("tells all files below a folder, sorted folder by folder", async () => {
    make({ "b.txt": "", "a/z": "", "a/b/c": "", "a.txt": "", ".hidden": "", "ünï/ö": "", "with space": "" });
    expect(await walked()).to.deep.equal([".hidden", "a/b/c", "a/z", "a.txt", "b.txt", "with space", "ünï/ö"]);
    expect(await walked({ root: "a" })).to.deep.equal(["a/b/c", "a/z"]);
  });

  it("never looks into .git", async () => {
    make({ ".git/config": "", "sub/.git/HEAD": "", "sub/a": "" });
    expect(await walked({ includeIgnored: true })).to.deep.equal(["sub/a"]);
  });

  it("leaves out what git leaves out", async () => {
    git("init", "-q");
    make({
      ".gitignore": "node_modules/\n*.log\n!keep.log\n/top\nbuild\ndoc/**/x.md\n\\#odd\n[ab].bin\ntrailing   \n",
      ".git/info/exclude": "private\n",
      "a.log": "",
      "keep.log": "",
      "top": "",
      "sub/top": "",
      "sub/build/out": "",
      "sub/.gitignore": "!a.log\n*.tmp\n!build/\n",
      "sub/a.log": "",
      "sub/b.tmp": "",
      "other/b.tmp": "",
      "other/build/x": "",
      "node_modules/x/y": "",
      "private/x": "",
      "doc/a/b/x.md": "",
      "doc/x.md": "",
      "doc/y.md": "",
      "#odd": "",
      "a.bin": "",
      "c.bin": "",
      "trailing": "",
      "Build": "",
    });
    const expected = git("-c", "core.quotePath=false", "-c", "core.ignoreCase=false", "ls-files", "-co", "--exclude-standard");
    expect([...(await walked())].sort()).to.deep.equal(expected.trim().split("\n").sort());
    expect(await walked({ includeIgnored: true })).to.include.members(["node_modules/x/y", "private/x", "a.log"]);
  });

  it("applies the ignore files above the folder it starts in, and walks a folder that is named though ignored", async () => {
    git("init", "-q");
    make({ ".gitignore": "*.log\ndist/\n", "src/a.log": "", "src/a.ts": "", "dist/out.js": "", "dist/out.log": "" });
    expect(await walked({ root: "src" })).to.deep.equal(["src/a.ts"]);
    expect(await walked({ root: "dist" })).to.deep.equal(["dist/out.js"]);
  });

  it("obeys ignore files outside of any repository too", async () => {
    make({ ".gitignore": "a\n", a: "", b: "" });
    expect(await walked()).to.deep.equal([".gitignore", "b"]);
  });

  it("does not enter linked folders, and tells linked files that lead inside", async () => {
    make({ "real/a": "", "b": "" });
    writeFileSync(join(folders.outside, "secret"), "");
    symlinkSync("real", join(folders.cwd, "folder"));
    symlinkSync("..", join(folders.cwd, "real/up"));
    symlinkSync("b", join(folders.cwd, "link"));
    symlinkSync("nowhere", join(folders.cwd, "dangling"));
    symlinkSync(join(folders.outside, "secret"), join(folders.cwd, "escape"));
    expect(await walked()).to.deep.equal(["b", "link", "real/a"]);
  });

  it("refuses to start outside, in a file or in nothing", async () => {
    make({ a: "" });
    expect(await codeOf((async () => walked({ root: folders.outside }))())).to.equal("permission-denied");
    expect(await codeOf(walked({ root: "a" }))).to.equal("invalid-input");
    expect(await codeOf(walked({ root: "missing" }))).to.equal("invalid-input");
  });

  it("stops when it is cancelled", async () => {
    make({ a: "", b: "" });
    const abort = new AbortController();
    abort.abort();
    expect(await codeOf(walked({}, abort.signal))).to.equal("cancelled");
  });

  it("lets others have their turn while it is read", async () => {
    make(Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`f${index}`, ""])));
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    for await (const _ of createFiles({ cwd: folders.cwd, versions: createVersions() }).walk()) {
      for (const until = performance.now() + 1; performance.now() < until; );
    }
    clearInterval(timer);
    expect(turns).to.be.greaterThan(2);
  });
});
