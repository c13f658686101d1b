import { tempHome, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSecretFile } from "../../../src/infra/secrets/read-secret-file.ts";

describe("readSecretFile", () => {
  let home: TempHome;
  beforeEach(() => {
    home = tempHome();
  });
  afterEach(() => home.dispose());

  function put(name: string, content: string | Uint8Array, mode = 0o600): string {
    const path = join(home.home, name);
    writeFileSync(path, content);
    chmodSync(path, mode);
    return path;
  }

  for (const value of ["sk-1\n", "a/b+c==", "one\ntwo\n", "schlüssel-🔑", "k".repeat(4097), ""]) {
    it(`gives ${JSON.stringify(value.slice(0, 20))} (${value.length} characters) as it stands there`, () => {
      expect(readSecretFile(put("key", value), home.home)).to.deep.equal({ text: value });
    });
  }

  it("finds a file in the home folder, and one with any name", () => {
    put("my key's", "k");
    expect(readSecretFile("~/my key's", home.home)).to.deep.equal({ text: "k" });
  });

  it("follows a link to a file that is the user's alone", () => {
    symlinkSync(put("key", "k"), join(home.home, "link"));
    expect(readSecretFile("~/link", home.home)).to.deep.equal({ text: "k" });
  });

  it("leaves out a byte order mark", () => {
    expect(readSecretFile(put("key", "\uFEFFk"), home.home)).to.deep.equal({ text: "k" });
  });

  for (const mode of [0o644, 0o640, 0o604, 0o620, 0o602, 0o660, 0o777]) {
    it(`refuses mode ${mode.toString(8)}, with the line that mends it`, () => {
      const path = put("my key", "sk-1", mode);
      expect(readSecretFile(path, home.home)).to.deep.equal({
        why: `may be used by others on this machine (mode 0${mode.toString(8)})`,
        actions: [`Make it yours alone: chmod 600 '${path}'`],
      });
    });
  }

  it("takes modes that are for the user alone", () => {
    for (const mode of [0o600, 0o400, 0o700]) expect(readSecretFile(put(`key${mode}`, "k", mode), home.home)).to.deep.equal({ text: "k" });
  });

  it("says what to do where there is none", () => {
    const path = join(home.home, "none");
    expect(readSecretFile(path, home.home)).to.deep.equal({ why: "does not exist", actions: [`Put the secret there: (umask 077; cat > ${path})`] });
    expect(readSecretFile(join(put("key", "k"), "none"), home.home)).to.have.property("why", "does not exist");
  });

  it("refuses what is no file: a folder, a named pipe, a device", () => {
    mkdirSync(join(home.home, "folder"), { mode: 0o700 });
    execFileSync("mkfifo", ["-m", "600", join(home.home, "pipe")]);
    for (const name of [join(home.home, "folder"), join(home.home, "pipe"), "/dev/zero"]) {
      expect(readSecretFile(name, home.home), name).to.deep.equal({ why: "is not a file" });
    }
  });

  it("refuses a path that depends on the working folder", () => {
    expect(readSecretFile("keys/openai", home.home)).to.deep.equal({
      why: "is no absolute path",
      actions: ["Write it whole, or from your home folder: file:~/keys/openai"],
    });
  });

  it("refuses what is too large to be a secret, and what is no text", () => {
    expect(readSecretFile(put("large", Buffer.alloc(64 * 1024 + 1, "x")), home.home)).to.have.property("why", "is larger than 64 KiB");
    expect(readSecretFile(put("bytes", Buffer.from([0xff, 0xfe, 0x00])), home.home)).to.have.property("why", "is not UTF-8 text");
  });

  it("says that a file may not be read by this user", function () {
    if (process.getuid?.() === 0) this.skip();
    expect(readSecretFile(put("key", "k", 0o000), home.home)).to.have.property("why", "you may not read");
  });
});
