import { expect } from "chai";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findConfigFiles, newProjectFile } from "../../../src/infra/config-files/find-config-files.ts";
import { readTextFile } from "../../../src/infra/config-files/read-text-file.ts";
import { writeConfigFile } from "../../../src/infra/config-files/write-config-file.ts";

describe("config files", () => {
  let root = "";
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "config-files-")));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function put(path: string, text = "model: a/b\n"): string {
    const file = join(root, path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  describe("findConfigFiles", () => {
    const find = (cwd: string, home = "home"): string | undefined =>
      findConfigFiles({ config: join(root, "config"), home: join(root, home), cwd: join(root, cwd) }).project;

    it("takes the nearest file up to the root of the repository", () => {
      mkdirSync(join(root, "home/code/.git"), { recursive: true });
      mkdirSync(join(root, "home/code/a/b"), { recursive: true });
      const outside = put("home/.ainative-code/config.yaml");
      expect(find("home/code/a/b")).to.equal(undefined);
      const top = put("home/code/.ainative-code/config.yaml");
      expect(find("home/code/a/b")).to.equal(top);
      const near = put("home/code/a/.ainative-code/config.yaml");
      expect(find("home/code/a/b")).to.equal(near);
      expect(find("home")).not.to.equal(outside);
    });

    it("goes up to the home folder without a repository, and looks into the working directory alone outside of it", () => {
      mkdirSync(join(root, "home/x/y"), { recursive: true });
      mkdirSync(join(root, "tmp/y"), { recursive: true });
      const own = put("home/x/.ainative-code/config.yaml");
      const planted = put("tmp/.ainative-code/config.yaml");
      expect(find("home/x/y")).to.equal(own);
      expect(find("tmp/y")).to.equal(undefined);
      expect(find("tmp")).to.equal(planted);
    });

    it("makes a new project's file at the root of the repository", () => {
      mkdirSync(join(root, "home/code/.git"), { recursive: true });
      expect(newProjectFile(join(root, "home/code/a"), join(root, "home"))).to.equal(join(root, "home/code/.ainative-code/config.yaml"));
      expect(newProjectFile(join(root, "home/other/a"), join(root, "home"))).to.equal(join(root, "home/other/a/.ainative-code/config.yaml"));
    });
  });

  describe("readTextFile", () => {
    it("reads text without its byte order mark, and tells a missing file from a bad one", () => {
      expect(readTextFile(put("a.yaml", "\uFEFFa: 1\n"))?.text).to.equal("a: 1\n");
      expect(readTextFile(join(root, "none.yaml"))).to.equal(undefined);
      expect(() => readTextFile(root)).to.throw("is not a file");
      expect(() => readTextFile(put("big.yaml", "#".repeat(256 * 1024 + 1)))).to.throw("larger than 256 KiB");
      writeFileSync(join(root, "latin.yaml"), Buffer.from([0x61, 0x3a, 0x20, 0xe9]));
      expect(() => readTextFile(join(root, "latin.yaml"))).to.throw("not UTF-8");
    });
  });

  describe("writeConfigFile", () => {
    it("makes a new file and its folder for the user alone", async () => {
      const file = join(root, "new/config.yaml");
      await writeConfigFile(file, "a: 1\n", { sensitive: false });
      expect(readFileSync(file, "utf8")).to.equal("a: 1\n");
      expect(statSync(file).mode & 0o777).to.equal(0o600);
      expect(statSync(join(root, "new")).mode & 0o777).to.equal(0o700);
    });

    it("keeps the mode of a file, unless a secret goes into it", async () => {
      const file = put("config.yaml");
      chmodSync(file, 0o640);
      await writeConfigFile(file, "a: 1\n", { sensitive: false });
      expect(statSync(file).mode & 0o777).to.equal(0o640);
      await writeConfigFile(file, "a: 2\n", { sensitive: true });
      expect(statSync(file).mode & 0o777).to.equal(0o600);
    });

    it("follows a symlink and leaves nothing beside the file", async () => {
      const file = put("dotfiles/config.yaml");
      symlinkSync(file, join(root, "config.yaml"));
      await writeConfigFile(join(root, "config.yaml"), "a: 1\n", { sensitive: false });
      expect(readFileSync(file, "utf8")).to.equal("a: 1\n");
      expect(readdirSync(join(root, "dotfiles"))).to.deep.equal(["config.yaml"]);
      expect(readdirSync(root)).to.deep.equal(["config.yaml", "dotfiles"]);
    });

    it("says what to do where it can't write, and leaves the old file whole", async () => {
      const blocked = put("blocked", "a file, no folder");
      let error: unknown;
      await writeConfigFile(join(blocked, "config.yaml"), "a: 1\n", { sensitive: false }).catch((thrown: unknown) => {
        error = thrown;
      });
      expect(error).to.include({ code: "storage" });
      expect(readFileSync(blocked, "utf8")).to.equal("a file, no folder");
    });
  });
});
