import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "@ainative-code/sdk";
import { expect } from "chai";
import { createFiles } from "../../../src/infra/files/create-files.ts";
import { createVersions } from "../../../src/infra/files/versions.ts";
import { codeOf, withFolders } from "./with-folders.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe("createFiles", () => {
  const folders = withFolders();
  const filesOf = (options: Partial<Parameters<typeof createFiles>[0]> = {}): Files =>
    createFiles({ cwd: folders.cwd, versions: createVersions(), ...options });
  const inside = (name: string): string => join(folders.cwd, name);
  const outside = (name: string): string => join(folders.outside, name);
  const textOf = (path: string): string => readFileSync(path, "utf8");

  describe("confinement", () => {
    it("reads inside the working directory, by relative and absolute path", async () => {
      writeFileSync(inside("a.txt"), "hello");
      const files = filesOf();
      for (const path of ["a.txt", "./a.txt", "x/../a.txt", inside("a.txt")]) {
        expect(Buffer.from(await files.read(path)).toString()).to.equal("hello");
      }
    });

    it("refuses what is outside, however it is written", async () => {
      writeFileSync(outside("secret"), "s");
      symlinkSync(outside("secret"), inside("link"));
      symlinkSync(folders.outside, inside("folder"));
      const files = filesOf();
      for (const path of [outside("secret"), "../outside/secret", "a/../../outside/secret", "link", "folder/secret", "~", "~/x", "/"]) {
        expect(await codeOf(files.read(path)), `read ${path}`).to.equal("permission-denied");
        expect(await codeOf(files.write(path, bytes("x"))), `write ${path}`).to.equal("permission-denied");
        expect(await codeOf(files.info(path)), `info ${path}`).to.equal("permission-denied");
        expect(await codeOf(files.list(path)), `list ${path}`).to.equal("permission-denied");
        expect(await codeOf(files.resolve(path)), `resolve ${path}`).to.equal("permission-denied");
      }
      expect(textOf(outside("secret"))).to.equal("s");
    });

    it("refuses a neighbour whose name begins like the working directory's", async () => {
      mkdirSync(`${folders.cwd}-other`);
      expect(await codeOf(filesOf().list(`${folders.cwd}-other`))).to.equal("permission-denied");
    });

    it("refuses to write through a dangling link, or to a new file below a linked folder", async () => {
      symlinkSync(outside("not-yet"), inside("dangling"));
      symlinkSync(folders.outside, inside("folder"));
      const files = filesOf();
      expect(await codeOf(files.write("dangling", bytes("x")))).to.equal("permission-denied");
      expect(await codeOf(files.write("folder/new/file", bytes("x")))).to.equal("permission-denied");
      expect(readdirSync(folders.outside)).to.deep.equal([]);
    });

    it("takes empty paths, NUL characters and loops of links for invalid", async () => {
      symlinkSync("b", inside("a"));
      symlinkSync("a", inside("b"));
      for (const path of ["", "a\0b", "a", "a/x"]) expect(await codeOf(filesOf().read(path)), path).to.equal("invalid-input");
    });

    it("allows what was granted, and a write grant includes reading", async () => {
      writeFileSync(outside("r"), "r");
      mkdirSync(outside("w"));
      const files = filesOf({ grants: { read: [outside("r")], write: [outside("w")] } });
      expect(Buffer.from(await files.read(outside("r"))).toString()).to.equal("r");
      expect(await codeOf(files.write(outside("r"), bytes("x")))).to.equal("permission-denied");
      await files.write(outside("w/deep/new"), bytes("n"));
      expect(Buffer.from(await files.read(outside("w/deep/new"))).toString()).to.equal("n");
      expect(await codeOf(files.list(folders.outside))).to.equal("permission-denied");
    });

    it("allows a single file to be written by a grant for it alone", async () => {
      await filesOf({ grants: { read: [], write: [outside("one")] } }).write(outside("one"), bytes("1"));
      expect(textOf(outside("one"))).to.equal("1");
    });

    it("refuses nothing when it is not confined", async () => {
      const files = filesOf({ unconfined: true });
      await files.write(outside("any"), bytes("1"));
      expect(await files.list(folders.outside)).to.deep.equal(["any"]);
    });

    it("does not write outside while somebody swaps the folder for a link", async function () {
      if (process.platform !== "linux") this.skip();
      const files = filesOf();
      const stop = await folders.keepSwappingWithLink("target", folders.outside);
      let refused = 0;
      try {
        for (let count = 0; count < 400; count++) {
          await files.write(`target/f${count}`, bytes("x")).catch(() => refused++);
        }
      } finally {
        await stop();
      }
      expect(refused, "the link was met").to.be.greaterThan(0);
      expect(readdirSync(folders.outside)).to.deep.equal([]);
    });
  });

  describe("write", () => {
    it("makes folders and files, and follows a link that stays inside", async () => {
      const files = filesOf();
      await files.write("a/b/c.txt", bytes("1"));
      symlinkSync("a/b/c.txt", inside("link"));
      await files.read("link");
      await files.write("link", bytes("2"));
      expect(textOf(inside("a/b/c.txt"))).to.equal("2");
      expect(readdirSync(folders.cwd)).to.deep.equal(["a", "link"]);
    });

    it("keeps the mode of an existing file", async () => {
      writeFileSync(inside("run.sh"), "1");
      chmodSync(inside("run.sh"), 0o751);
      const files = filesOf();
      await files.read("run.sh");
      await files.write("run.sh", bytes("2"));
      expect(statSync(inside("run.sh")).mode & 0o7777).to.equal(0o751);
    });

    it("gives a new file the mode that the umask leaves", async () => {
      const before = process.umask(0o027);
      try {
        await filesOf().write("new", bytes("1"));
      } finally {
        process.umask(before);
      }
      expect(statSync(inside("new")).mode & 0o7777).to.equal(0o640);
    });

    it("refuses a file that was not read, and one that changed since", async () => {
      writeFileSync(inside("a"), "1");
      const files = filesOf();
      expect(await codeOf(files.write("a", bytes("x")))).to.equal("stale-state");
      await files.read("a");
      writeFileSync(inside("a"), "2");
      expect(await codeOf(files.write("a", bytes("x")))).to.equal("stale-state");
      expect(textOf(inside("a"))).to.equal("2");
      expect(readdirSync(folders.cwd)).to.deep.equal(["a"]);
    });

    it("does not take a glance for a reading", async () => {
      writeFileSync(inside("a"), "1");
      const files = filesOf();
      await files.read("a", { glance: true });
      expect(await codeOf(files.write("a", bytes("x")))).to.equal("stale-state");
    });

    it("remembers between calls of a session, and across the same content written again", async () => {
      writeFileSync(inside("a"), "1");
      const versions = createVersions();
      await filesOf({ versions }).read("a");
      writeFileSync(inside("a"), "1");
      await filesOf({ versions }).write("a", bytes("2"));
      await filesOf({ versions }).write("a", bytes("3"));
      expect(textOf(inside("a"))).to.equal("3");
    });

    it("replaces exactly the bytes it was told, read or not", async () => {
      writeFileSync(inside("a"), "1");
      const files = filesOf();
      expect(await codeOf(files.write("a", bytes("2"), { replacing: bytes("other") }))).to.equal("stale-state");
      await files.write("a", bytes("2"), { replacing: bytes("1") });
      expect(textOf(inside("a"))).to.equal("2");
      expect(await codeOf(files.write("a", bytes("3"))), "it still has not been read").to.equal("stale-state");
    });

    it("may write on after replacing what had been read", async () => {
      writeFileSync(inside("a"), "1");
      const files = filesOf();
      await files.read("a");
      await files.write("a", bytes("2"), { replacing: bytes("1") });
      await files.write("a", bytes("3"));
      expect(textOf(inside("a"))).to.equal("3");
    });

    it("leaves the old file whole and no other behind when the disk is full", async function () {
      if (!existsSync("/dev/full")) this.skip();
      const files = filesOf();
      await files.write("a", bytes("old"));
      const limited = folders.withFileSizeLimit(`
        await files.read("a");
        await files.write("a", new Uint8Array(4_000_000)).catch((error) => console.log(error.code, error.message, error.actions.length));`);
      expect(limited).to.match(/^storage Can't write .*\/a: .* 1$/m);
      expect(textOf(inside("a"))).to.equal("old");
      expect(readdirSync(folders.cwd)).to.deep.equal(["a"]);
    });

    it("says so when the system does not permit it", async function () {
      if (process.getuid?.() === 0) this.skip();
      mkdirSync(inside("closed"), { mode: 0o555 });
      const files = filesOf();
      expect(await codeOf(files.write("closed/new", bytes("x")))).to.equal("storage");
    });

    it("refuses to write over a folder", async () => {
      mkdirSync(inside("d"));
      expect(await codeOf(filesOf().write("d", bytes("x")))).to.equal("invalid-input");
    });
  });

  describe("read, info and list", () => {
    it("says what is wrong with a missing file, a folder, a device and a large file", async () => {
      mkdirSync(inside("d"));
      writeFileSync(inside("large"), "x".repeat(11));
      const files = filesOf({ unconfined: true });
      for (const path of ["missing", "d", "/dev/zero", "large/x"]) expect(await codeOf(files.read(path)), path).to.equal("invalid-input");
      expect(await codeOf(files.read("large", { maxBytes: 10 }))).to.equal("invalid-input");
      expect(await files.read("large", { maxBytes: 11 })).to.have.length(11);
    });

    it("does not wait for a named pipe", async () => {
      folders.makePipe("pipe");
      expect(await codeOf(filesOf().read("pipe"))).to.equal("invalid-input");
    });

    it("reads files that do not know their size, and large ones", async function () {
      if (process.platform !== "linux") this.skip();
      const large = Buffer.alloc(3_000_001, "abc");
      writeFileSync(inside("large"), large);
      const files = filesOf({ unconfined: true });
      expect(Buffer.from(await files.read("/proc/self/status")).toString()).to.contain("Name:");
      expect(Buffer.compare(await files.read("large"), large)).to.equal(0);
    });

    it("tells kind, size and mode, and undefined where nothing is", async () => {
      writeFileSync(inside("a"), "12345", { mode: 0o640 });
      const files = filesOf();
      expect(await files.info("a")).to.include({ kind: "file", size: 5, mode: 0o640 });
      expect((await files.info("."))?.kind).to.equal("directory");
      expect(await files.info("missing")).to.equal(undefined);
      expect(await files.info("a/b")).to.equal(undefined);
    });

    it("lists names sorted, folders with a slash, links by what they lead to", async () => {
      mkdirSync(inside("b"));
      writeFileSync(inside("c"), "");
      writeFileSync(inside("a"), "");
      symlinkSync("b", inside("d"));
      expect(await filesOf().list(".")).to.deep.equal(["a", "b/", "c", "d/"]);
    });

    it("resolves links, and what does not exist yet by its nearest folder", async () => {
      mkdirSync(inside("real"));
      symlinkSync("real", inside("link"));
      expect(await filesOf().resolve("link/new/file")).to.equal(inside("real/new/file"));
    });
  });
});
