import { tempHome, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { resolveSecret } from "../../../src/core/auth/resolve-secret.ts";
import { secretPlaces } from "../../../src/app/secret-places.ts";
import { secretSetting } from "../../core/auth/secret-setting.ts";
import { needsProgram } from "../../needs-program.ts";

describe("the password store of pass", () => {
  let home: TempHome | undefined;
  let env: Record<string, string> = {};
  before(needsProgram("pass"));
  before(function () {
    this.timeout(60_000);
    home = tempHome();
    env = { ...home.env, GNUPGHOME: join(home.root, "gpg"), PASSWORD_STORE_DIR: join(home.root, "store") };
    mkdirSync(join(home.root, "gpg"), { mode: 0o700 });
    gpg("", "plain@example.test");
    gpg("a passphrase", "guarded@example.test");
    execFileSync("pass", ["init", "plain@example.test"], { env, stdio: "ignore" });
    execFileSync("pass", ["init", "-p", "guarded", "guarded@example.test"], { env, stdio: "ignore" });
    insert("ai/open ai", "sk-ab/cd-🔑\nurl: https://example.com\n");
    insert("ai/empty", "\nurl: x\n");
    insert("guarded/ai", "sk-guarded\n");
    // Without its agent gpg has to ask for the passphrase again.
    execFileSync("gpgconf", ["--kill", "gpg-agent"], { env });
  });
  after(() => {
    if (home === undefined) return;
    execFileSync("gpgconf", ["--kill", "gpg-agent"], { env });
    home.dispose();
  });

  function gpg(passphrase: string, address: string): void {
    const words = ["--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", passphrase];
    execFileSync("gpg", [...words, "--quick-generate-key", address, "future-default", "default", "never"], { env, stdio: "ignore" });
  }

  function insert(name: string, text: string): void {
    execFileSync("pass", ["insert", "-m", name], { env, input: text, stdio: ["pipe", "ignore", "ignore"] });
  }

  async function resolve(text: string): Promise<string> {
    return resolveSecret(secretSetting(text), secretPlaces({ env, home: home?.home ?? "" }));
  }

  async function told(text: string): Promise<string> {
    return resolve(text).catch((thrown: unknown) => String(thrown));
  }

  it("gives the first line of an entry", async () => {
    expect(await resolve("pass:ai/open ai")).to.equal("sk-ab/cd-🔑");
  });

  it("says that an entry is missing", async () => {
    expect(await told("pass:ai/none")).to.match(
      /refers to the pass entry \(pass show ai\/none\), which failed with exit code 1: Error: ai\/none is not in the password store\./,
    );
  });

  it("says that an entry has an empty first line", async () => {
    expect(await told("pass:ai/empty")).to.include("has an empty first line");
  });

  it("does not hang where a passphrase is asked for and nobody is there", async () => {
    expect(await told("pass:guarded/ai")).to.match(/which failed with exit code 2: gpg: /).and.not.include("sk-guarded");
  });
});
