import { tempHome, type TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { keyringPrograms, keyringSession } from "./keyring-session.ts";

const programs = join(import.meta.dirname, "programs");

type Step = readonly [verb: "set" | "get" | "remove", name: string, value?: string];

describe("the keyring of a session", () => {
  let home: TempHome;
  for (const program of keyringPrograms) before(program);
  beforeEach(() => {
    home = tempHome();
  });
  afterEach(() => home.dispose());

  async function use(state: "open" | "locked" | "absent", steps: readonly Step[], backend = "any"): Promise<unknown> {
    const node = [process.execPath, "--conditions=ainative-source", "--no-warnings", join(programs, "use-keychain.ts"), backend, JSON.stringify(steps)];
    const { words: [program = "", ...args], env } = keyringSession(home, state, node);
    const { stdout } = await promisify(execFile)(program, args, { env, cwd: home.project });
    return JSON.parse(stdout);
  }

  for (const backend of ["any", "secret-service"]) {
    it(`keeps secrets for the next process (${backend})`, async () => {
      const secrets = { slash: "ab/cd+ef==", lines: "one\ntwo", unicode: "schlüssel-🔑", long: "k".repeat(4096) };
      const names = Object.keys(secrets);
      const kept = await use("open", Object.entries(secrets).map(([name, value]): Step => ["set", name, value]), backend);
      expect(kept).to.deep.equal({ given: names.map(() => "set") });
      const read = await use("open", [...names.map((name): Step => ["get", name]), ["get", "none"], ["remove", "slash"], ["get", "slash"]], backend);
      expect(read).to.deep.equal({ given: [...Object.values(secrets), null, true, null] });
    });
  }

  it("is told as locked, and neither written to nor taken for empty", async () => {
    expect(await use("open", [["set", "x", "k"]])).to.deep.equal({ given: ["set"] });
    for (const steps of [[["get", "x"]], [["set", "x", "l"]]] as const) {
      expect(await use("locked", steps)).to.deep.equal({ unusable: "The keyring is locked." });
    }
  });

  it("is told as absent where no program offers one", async () => {
    const absent = { unusable: "There is no keyring here: no program of this session keeps secrets." };
    expect(await use("absent", [["set", "x", "k"]])).to.deep.equal(absent);
  });

  it("is told as absent where there is no session", async () => {
    const node = ["--conditions=ainative-source", "--no-warnings", join(programs, "use-keychain.ts"), "any", '[["set", "x", "k"]]'];
    const { stdout } = await promisify(execFile)(process.execPath, node, { env: home.env, cwd: home.project });
    expect(JSON.parse(stdout)).to.deep.equal({ unusable: "There is no keyring here: this session has no D-Bus." });
  });
});
