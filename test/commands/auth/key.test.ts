import type { CliResult, TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { bin, builtCli, buildOnce, type BuiltCli } from "../../boot/built-cli.ts";
import { keyringPrograms, keyringSession } from "../../infra/secrets/keyring-session.ts";

describe("the commands of the topic auth key", () => {
  let cli: BuiltCli & Disposable;
  let home: TempHome;
  let config = "";
  let file = "";
  before(buildOnce);
  beforeEach(() => {
    cli = builtCli();
    ({ home } = cli);
    config = join(home.config, "config.yaml");
    file = join(home.data, "secrets/openai.apiKey");
    mkdirSync(home.config, { recursive: true });
  });
  afterEach(() => cli[Symbol.dispose]());

  interface Given {
    readonly env?: Readonly<Record<string, string>>;
    readonly input?: string;
  }

  async function key(args: readonly string[], { env = {}, input = "" }: Given = {}): Promise<CliResult> {
    return cli.run(["auth", "key", ...args], env, input);
  }

  async function rows(env: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const { stdout } = await key(["list", "--json"], { env });
    const all: unknown = JSON.parse(stdout);
    return Array.isArray(all) ? all.find((row: { provider?: unknown }) => row.provider === "openai") : undefined;
  }

  it("set --file keeps the key in a file for the user alone, and refers to it", async () => {
    writeFileSync(config, "# mine\nmodel: openai/m\n");
    const set = await key(["set", "openai", "--file"], { input: " sk-ab/cd-+=\n" });
    expect(set).to.include({ exitCode: 0, stderr: "", stdout: `The apiKey of openai is kept: file:${file}, set in ${config}\n` });
    expect(readFileSync(file, "utf8")).to.equal("sk-ab/cd-+=\n");
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect(statSync(join(home.data, "secrets")).mode & 0o777).to.equal(0o700);
    expect(readFileSync(config, "utf8")).to.equal(`# mine\nmodel: openai/m\nplugins:\n  openai:\n    apiKey: file:${file}\n`);
    expect(await rows()).to.deep.equal({ provider: "openai", name: "apiKey", where: `file:${file}`, state: "resolves" });
  });

  it("set refuses a key that no request can carry, and keeps nothing of it", async () => {
    for (const input of ["two\nlines\n", "sk-schlüssel\n", "sk-🔑\n"]) {
      const set = await key(["set", "openai", "--file"], { input });
      expect(set, input).to.include({ exitCode: 42, stdout: "" });
      expect(set.stderr, input).to.include("a character that no request can carry");
    }
    expect(await rows()).to.include({ state: "not set" });
  });

  it("set prints what it did as JSON, without the key", async () => {
    const { stdout } = await key(["set", "openai", "--file", "--json"], { input: "sk-1" });
    expect(JSON.parse(stdout)).to.deep.equal({ provider: "openai", name: "apiKey", reference: `file:${file}`, config, warnings: [] });
  });

  it("set never falls back to a file in silence", async () => {
    const set = await key(["set", "openai"], { input: "sk-1" });
    expect(set).to.include({ exitCode: 40, stdout: "" });
    expect(set.stderr).to.include("The key was not kept. There is no keyring here: this session has no D-Bus.").and.include("add --file");
    expect([existsSync(file), existsSync(config)]).to.deep.equal([false, false]);
  });

  it("set takes no key as an argument, and none that is empty", async () => {
    expect((await key(["set", "openai", "sk-argument"])).stderr).to.include("Unexpected argument");
    for (const input of ["", " \n"]) {
      const set = await key(["set", "openai", "--file"], { input });
      expect(set.exitCode).to.equal(42);
      expect(set.stderr).to.include("No key was given.");
    }
    expect(existsSync(file)).to.equal(false);
  });

  it("set names the provider that was meant, and the keys it takes", async () => {
    expect((await key(["set", "opnai", "--file"], { input: "k" })).stderr).to.include('Did you mean "openai"?');
    const wrong = await key(["set", "openai", "--name", "apikey", "--file"], { input: "k" });
    expect(wrong.exitCode).to.equal(42);
    expect(wrong.stderr).to.include("--name apiKey");
  });

  it("set takes back what it kept where the config can't be written", async () => {
    writeFileSync(config, "model: [\n");
    const set = await key(["set", "openai", "--file"], { input: "sk-new" });
    expect(set.exitCode).to.equal(42);
    expect(existsSync(file), "a key that nothing refers to").to.equal(false);
    expect(readFileSync(config, "utf8")).to.equal("model: [\n");
  });

  it("set says that a variable wins over what it has kept", async () => {
    const set = await key(["set", "openai", "--file"], { input: "sk-1", env: { OPENAI_API_KEY: "sk-env" } });
    expect(set.exitCode).to.equal(0);
    expect(set.stderr).to.include("The variable OPENAI_API_KEY is set and wins over the file.");
  });

  it("list tells where each key lies and why it can't be had, and never the key", async () => {
    expect(await rows()).to.deep.equal({ provider: "openai", name: "apiKey", where: null, state: "not set" });
    expect(await rows({ OPENAI_API_KEY: "sk-env" })).to.deep.include({ where: "variable OPENAI_API_KEY", state: "resolves" });
    writeFileSync(config, "plugins:\n  openai:\n    apiKey: sk-literal-1\n");
    expect(await rows()).to.deep.include({ where: `as it is in ${config}:3`, state: "resolves" });
    writeFileSync(config, "plugins: {openai: {apiKey: 'keychain:x'}}\n");
    const problem = `plugins.openai.apiKey refers to the keychain entry x, which can't be read: There is no keyring here: this session has no D-Bus (${config}:1).`;
    expect(await rows()).to.deep.include({ where: "keychain:x", state: "fails", problem });
    const listed = await key(["list"]);
    expect(listed.exitCode).to.equal(0);
    expect(listed.stdout).to.match(/^PROVIDER +KEY +STATE +WHERE$/m).and.match(/^openai +apiKey +fails +keychain:x$/m);
    expect(listed.stderr.replaceAll(/\s+(›\s+)?/g, " ")).to.include("refers to the keychain entry x");
  });

  it("remove deletes what set has kept, and takes it out of the config", async () => {
    writeFileSync(config, "model: openai/m # mine\n");
    await key(["set", "openai", "--file"], { input: "sk-1" });
    const removed = await key(["remove", "openai", "--json"]);
    expect(JSON.parse(removed.stdout)).to.deep.equal({ provider: "openai", name: "apiKey", deleted: [`file:${file}`], config, warnings: [] });
    expect(existsSync(file)).to.equal(false);
    expect(readFileSync(config, "utf8")).to.equal("model: openai/m # mine\n");
    expect(await rows()).to.deep.include({ state: "not set" });
  });

  it("remove leaves alone what it has not made", async () => {
    const own = join(home.home, "own-key");
    writeFileSync(own, "sk-own");
    chmodSync(own, 0o600);
    writeFileSync(config, `plugins:\n  openai:\n    apiKey: file:${own}\n    baseURL: http://localhost:1/v1\n`);
    const removed = await key(["remove", "openai"]);
    expect(removed).to.include({ exitCode: 0, stdout: `The apiKey of openai is no longer set in ${config}\n` });
    expect(readFileSync(own, "utf8")).to.equal("sk-own");
    expect(readFileSync(config, "utf8")).to.equal("plugins:\n  openai:\n    baseURL: http://localhost:1/v1\n");
  });

  it("remove says that there is nothing to remove, or that a variable sets the key", async () => {
    const nothing = await key(["remove", "openai"]);
    expect(nothing.exitCode).to.equal(42);
    expect(nothing.stderr).to.include("Your config sets no plugins.openai.apiKey, the key of openai.");
    expect((await key(["remove", "openai"], { env: { OPENAI_API_KEY: "k" } })).stderr).to.include("Try: Unset the variable: unset OPENAI_API_KEY");
  });

  describe("with a keyring", () => {
    for (const program of keyringPrograms) before(program);

    async function inSession(state: "open" | "locked", script: string): Promise<string> {
      const node = `${process.execPath} ${bin}`;
      const { words, env } = keyringSession(home, state, ["sh", "-c", `key() { ${node} auth key "$@" 2>&1; }; ${script}`]);
      const [program = "", ...args] = words;
      return (await promisify(execFile)(program, args, { env, cwd: home.project })).stdout;
    }

    it("set keeps the key in it, list finds it, a locked one is told, remove deletes it", async () => {
      const set = await inSession("open", "printf 'sk-ring' | key set openai; key list");
      expect(set).to.include("The apiKey of openai is kept: keychain:openai.apiKey").and.match(/openai +apiKey +resolves +keychain:openai\.apiKey/);
      expect(readFileSync(config, "utf8")).to.equal("plugins:\n  openai:\n    apiKey: keychain:openai.apiKey\n");
      expect(existsSync(file)).to.equal(false);
      const locked = await inSession("locked", "key list; key remove openai || true");
      expect(locked).to.match(/openai +apiKey +fails/).and.include("The keyring is locked.");
      expect(readFileSync(config, "utf8"), "a key that was not deleted is not forgotten").to.include("keychain:openai.apiKey");
      expect(await inSession("open", "key remove openai; key list")).to.include("keychain:openai.apiKey is deleted").and.match(/openai +apiKey +not set/);
    }).timeout(60_000);
  });
});
