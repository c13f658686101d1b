import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import type { FileChange } from "@ainative-code/sdk";
import { expect } from "chai";
import { createFiles } from "../../../src/infra/files/create-files.ts";
import { createVersions } from "../../../src/infra/files/versions.ts";
import { codeOf, withFolders } from "./with-folders.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe("changing several files", () => {
  const folders = withFolders();
  const at = (name: string): string => join(folders.cwd, name);
  const put = (name: string, text: string): void => writeFileSync(at(name), text);
  const change = async (...changes: readonly FileChange[]): Promise<void> => createFiles({ cwd: folders.cwd, versions: createVersions() }).change?.(changes);
  const state = (): Record<string, string> =>
    Object.fromEntries(readdirSync(folders.cwd, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), "utf8")]));

  it("makes, replaces and removes them, and leaves nothing else behind", async () => {
    put("a", "a");
    put("b", "b");
    await change(
      { path: "a", bytes: bytes("A"), replacing: bytes("a") },
      { path: "b", bytes: undefined, replacing: bytes("b") },
      { path: "x/y/c", bytes: bytes("c"), replacing: undefined },
    );
    expect(state()).to.deep.equal({ a: "A", c: "c" });
  });

  it("keeps the mode, of a moved file too, and writes through a link", async () => {
    put("run", "r");
    put("real", "l");
    chmodSync(at("run"), 0o750);
    chmodSync(at("real"), 0o640);
    symlinkSync("real", at("link"));
    await change(
      { path: "run", bytes: undefined, replacing: bytes("r") },
      { path: "go", bytes: bytes("g"), replacing: undefined, movedFrom: "run" },
      { path: "link", bytes: bytes("L"), replacing: bytes("l") },
    );
    expect(statSync(at("go")).mode & 0o777).to.equal(0o750);
    expect(statSync(at("real")).mode & 0o777).to.equal(0o640);
    expect(state()).to.deep.equal({ go: "g", real: "L" });
  });

  it("does not make a file known that was never read, or changed since: writing it whole is still refused", async () => {
    for (const name of ["unread", "stale", "read", "old"]) put(name, "a\nb\n");
    const files = createFiles({ cwd: folders.cwd, versions: createVersions() });
    for (const name of ["stale", "read"]) await files.read(name);
    put("stale", "a\nb\ntheirs\n");
    await files.change?.([
      ...["unread", "read"].map((path) => ({ path, bytes: bytes("A\nb\n"), replacing: bytes("a\nb\n") })),
      { path: "stale", bytes: bytes("A\nb\ntheirs\n"), replacing: bytes("a\nb\ntheirs\n") },
      { path: "old", bytes: undefined, replacing: bytes("a\nb\n") },
      { path: "moved", bytes: bytes("A\nb\n"), replacing: undefined, movedFrom: "old" },
      { path: "new", bytes: bytes("n"), replacing: undefined },
    ]);
    const written = async (name: string): Promise<string | undefined> => codeOf(files.write(name, bytes("mine")));
    for (const name of ["unread", "stale", "moved"]) expect(await written(name), name).to.equal("stale-state");
    await files.write("read", bytes("mine"));
    await files.write("new", bytes("mine"));
  });

  it("changes nothing where one of them changed, came, went, is outside or is named twice", async () => {
    put("a", "a");
    put("b", "changed");
    mkdirSync(at("folder"));
    const first: FileChange = { path: "a", bytes: bytes("A"), replacing: bytes("a") };
    const others: readonly (readonly [string, FileChange])[] = [
      ["stale-state", { path: "b", bytes: bytes("B"), replacing: bytes("b") }],
      ["stale-state", { path: "b", bytes: undefined, replacing: bytes("b") }],
      ["stale-state", { path: "b", bytes: bytes("B"), replacing: undefined }],
      ["stale-state", { path: "none", bytes: bytes("B"), replacing: bytes("b") }],
      ["invalid-input", { path: "./a", bytes: bytes("B"), replacing: bytes("a") }],
      ["invalid-input", { path: "folder", bytes: bytes("B"), replacing: undefined }],
      ["invalid-input", { path: "a/below", bytes: bytes("B"), replacing: undefined }],
      ["permission-denied", { path: "../outside/x", bytes: bytes("B"), replacing: undefined }],
    ];
    for (const [code, other] of others) {
      const made: FileChange = { path: "made/deep/c", bytes: bytes("c"), replacing: undefined };
      expect(await codeOf(change(first, made, other)), JSON.stringify(other.path)).to.equal(code);
      expect(state()).to.deep.equal({ a: "a", b: "changed" });
      expect(existsSync(at("made"))).to.equal(false);
    }
  });

  describe("on a disk of its own", () => {
    before(function () {
      if (spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0) return;
      process.stderr.write("      skipped: unshare may not mount here\n");
      this.skip();
    });
    /** Runs a script with `files` and `b` (bytes of a text) below mounts that end with it; it prints what it finds. */
    const mounted = (mounts: string, script: string): string => {
      const source = new URL("../../../src/infra/files/create-files.ts", import.meta.url).href;
      const program = `
        const { createFiles } = await import("${source}");
        const { readdirSync, readFileSync } = await import("node:fs");
        const files = createFiles({ cwd: process.cwd(), versions: new Map() });
        const b = (text) => Buffer.from(text);
        const told = await (${script})().then(() => "done", (error) => error.code + ": " + error.message);
        process.stdout.write(told + "|" + readdirSync(".").sort().map((name) => name + "=" + readFileSync(name, "utf8").slice(0, 10)).join(","));`;
      const node = `exec "$0" --conditions=ainative-source --input-type=module -e "$1"`;
      return execFileSync("unshare", ["-rm", "sh", "-euc", `${mounts}\n${node}`, process.execPath, program], { cwd: folders.cwd, encoding: "utf8" });
    };

    it("puts back what was replaced when a later file can't be", () => {
      for (const name of ["a", "b", "c"]) put(name, name);
      const told = mounted(
        `mount --bind b b`,
        `() => files.change([
          { path: "a", bytes: b("A"), replacing: b("a") }, { path: "c", bytes: undefined, replacing: b("c") },
          { path: "new", bytes: b("N"), replacing: undefined }, { path: "b", bytes: b("B"), replacing: b("b") }])`,
      );
      expect(told).to.match(/^storage: Can't write .*\/b: .*\|a=a,b=b,c=c$/);
    });

    it("changes nothing on a full one", () => {
      const told = mounted(
        `mount -t tmpfs -o size=64k tmpfs . && cd "$PWD" && printf a > a`,
        `() => files.change([{ path: "a", bytes: b("A"), replacing: b("a") }, { path: "big", bytes: Buffer.alloc(100_000), replacing: undefined }])`,
      );
      expect(told).to.match(/^storage: Can't write .*: the disk is full\.\|a=a$/);
    });
  });
});
