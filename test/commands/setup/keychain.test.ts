import { tempHome, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { bin, buildOnce } from "../../boot/built-cli.ts";
import { keyringPrograms, keyringSession } from "../../infra/secrets/keyring-session.ts";
import { setupEnv } from "./run-setup.ts";

describe("setup with a keyring", () => {
  let home: TempHome;
  before(buildOnce);
  for (const program of keyringPrograms) before(program);
  beforeEach(() => {
    home = tempHome();
  });
  afterEach(() => home.dispose());

  /** Runs lines of a shell, in which `ainative COMMAND …` is the program, and gives what they print. */
  async function inSession(state: "open" | "locked", script: string): Promise<string> {
    const program = `ainative() { ${process.execPath} ${bin} "$@" 2>&1; }`;
    const { words, env } = keyringSession(home, state, ["sh", "-c", `${program}; ${script}`]);
    const [command = "", ...args] = words;
    return (await promisify(execFile)(command, args, { env: setupEnv(home, env), cwd: home.project })).stdout;
  }

  const setup = "printf sk-ring-1 | ainative setup --non-interactive --model openai/m --key-from stdin --skip-test; echo exit $?";
  const file = (): string => join(home.config, "config.yaml");

  it("keeps a key there without being told to, and the config refers to it", async () => {
    const said = await inSession("open", `${setup}; ainative auth key list`);
    expect(said).to.include("exit 0").and.match(/^openai +apiKey +resolves +keychain:/m);
    expect(readFileSync(file(), "utf8")).to.match(/^ {4}apiKey: keychain:\S+$/m).and.not.include("sk-ring-1");
  });

  it("writes nothing where it is locked", async () => {
    const said = await inSession("locked", setup);
    expect(said).to.include("exit 40").and.include("The key was not kept.");
    expect(existsSync(file())).to.equal(false);
  });
});
