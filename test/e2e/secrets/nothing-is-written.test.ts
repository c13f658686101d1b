import type { CliResult } from "@ainative-code/test-kit";
import { expect } from "chai";
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildOnce } from "../../boot/built-cli.ts";
import { fakeProgram } from "../../infra/secrets/fake-program.ts";
import { keyringPrograms, keyringSession } from "../../infra/secrets/keyring-session.ts";
import { bin, scene, type Scene } from "../bad-days/scene.ts";
import { filesWith } from "./written.ts";

/** Of no shape that a vendor's key has: nothing may find it but by having been told. */
const mark = "Zmark9/wx+31==qr";

interface Planted {
  /** What stands in the user's config for the key; where there is none, the config is left alone. */
  readonly value?: string;
  /** What stands there for the keys of several plugins, each by its setting. */
  readonly values?: Readonly<Record<string, string | undefined>>;
  readonly env?: Readonly<Record<string, string>>;
  /** What is planted besides: programs and files, in folders of their own. */
  readonly plant?: (folder: string) => void;
}

function printing(script: string): (folder: string) => void {
  return (folder) => {
    for (const name of ["get-key", "op", "pass", "bw", "vault"]) fakeProgram(folder, name, script);
  };
}

const found: Readonly<Record<string, Planted>> = {
  "a literal": { value: mark },
  "a variable": { env: { OPENAI_API_KEY: mark } },
  "a reference to a variable": { value: "${MY_KEY}", env: { MY_KEY: mark } },
  "a command": { value: "$(get-key 'a b')", plant: printing(`echo '${mark}'; echo 'noise ${mark}' >&2`) },
  "a file": { value: "file:~/plants/key", plant: (folder) => writeFileSync(join(folder, "key"), mark, { mode: 0o600 }) },
  "1Password": { value: "op://a/b/c", plant: printing(`echo '${mark}'`) },
  pass: { value: "pass:ai/x", plant: printing(`echo '${mark}'; echo 'url: x'`) },
  Bitwarden: { value: "bw:ai", plant: printing(`echo '${mark}'`) },
  Vault: { value: "vault:secret/ai#key", plant: printing(`printf %s '${mark}'`) },
};

/** A key of another plugin for each of the places, in their order; the variable is that of the second. */
const settings = ["openai.apiKey", "anthropic.apiKey", "gemini.apiKey", "azure.apiKey", "ollama.apiKey", "bedrock.apiKey", "zerodb.apiKey", "strapi.token", "ainative.apiKey"];

const failing: Readonly<Record<string, Planted>> = {
  "a command that fails after it printed the secret": { value: "$(get-key)", plant: printing(`echo '${mark}'; echo 'can not: ${mark}' >&2; exit 1`) },
  "a command that fails with the secret on stderr": { value: "$(get-key)", plant: printing(`echo 'token=${mark} refused' >&2; exit 1`) },
  "a command that prints it on stderr": { value: "$(get-key)", plant: printing(`echo '${mark}' >&2`) },
  "a command that goes on without end": { value: "$(get-key)", plant: printing(`while :; do echo '${mark}'; done`) },
  "a command with a pipe": { value: "$(get-key | head -1)", plant: printing(`echo '${mark}'`) },
  "a vault that fails": { value: "op://a/b/c", plant: printing(`echo '${mark}'; echo '${mark}' >&2; exit 6`) },
  "a file that others may read": { value: "file:~/plants/key", plant: (folder) => writeFileSync(join(folder, "key"), mark, { mode: 0o644 }) },
  "a file that is too large": { value: "file:~/plants/key", plant: (folder) => writeFileSync(join(folder, "key"), mark.repeat(5000), { mode: 0o600 }) },
  "a file with a newline inside": { value: "file:~/plants/key", plant: (folder) => writeFileSync(join(folder, "key"), `${mark}\n${mark}`, { mode: 0o600 }) },
  "a literal with a newline inside": { value: `${mark}\\n${mark}` },
  "a literal in a file that is no YAML": { value: `${mark}" "` },
  "a literal in place of a group": { value: `${mark}", oops: "x` },
};

describe("a secret", () => {
  before(buildOnce);

  async function planted({ value, values = { "openai.apiKey": value }, env = {}, plant }: Planted, reply: Parameters<typeof scene>[0], use: (s: Scene, run: Run) => Promise<void>): Promise<void> {
    await using s = await scene(reply);
    const plants = join(s.home.home, "plants");
    mkdirSync(plants);
    plant?.(plants);
    mkdirSync(s.home.config, { recursive: true });
    const config = join(s.home.config, "config.yaml");
    const set = Object.entries(values).flatMap(([setting, text]) => (text === undefined ? [] : [`  ${setting.replace(".", ":\n    ")}: "${text}"\n`]));
    writeFileSync(config, `log: {level: trace}\n${set.length === 0 ? "" : `plugins:\n${set.join("")}`}`, { mode: 0o600 });
    const written: string[] = [];
    const path = `${plants}:${s.home.env["PATH"]}`;
    const run: Run = async (args) => {
      const result = await s.run(args, { env: { PATH: path, ...env } });
      written.push(result.stdout, result.stderr);
      return result;
    };
    await use(s, run);
    expect(written.join("\n"), "on stdout or stderr").to.not.include(mark);
    const files = filesWith(s.home.root, mark).filter((file) => file !== config && !file.startsWith(`${plants}/`));
    expect(files, "in files").to.deep.equal([]);
  }

  type Run = (args: readonly string[]) => Promise<CliResult>;
  const chat = ["chat", "-p", "Go", "-m", "openai/m"];

  for (const [name, plant] of Object.entries(found)) {
    it(`from ${name} is sent, and written nowhere`, async () => {
      const env = { calls: [{ name: "bash", input: { command: "env; cat /proc/self/environ" } }] };
      await planted(plant, [env, { text: "Done." }], async (s, run) => {
        const result = await run([...chat, "--permission-mode", "bypass", "--record", join(s.home.project, "tape.jsonl")]);
        expect(result, result.stderr).to.include({ exitCode: 0, stdout: "Done.\n" });
        expect(s.server.requests.map(({ headers }) => headers["authorization"])).to.deep.equal([`Bearer ${mark}`, `Bearer ${mark}`]);
        expect(JSON.stringify(s.server.requests.map(({ body }) => body)), "sent to the model").to.not.include(mark);
      });
    });

    it(`from ${name} is not shown when the server repeats it`, async () => {
      const refused = { status: 401, headers: { "x-echo": mark }, body: { error: { message: `Incorrect API key provided: ${mark}.`, code: "invalid_api_key" } } };
      await planted(plant, () => refused, async (_, run) => {
        const refusals = await Promise.all([run(chat), run([...chat, "--output-format", "stream-json"])]);
        expect(refusals.map(({ exitCode }) => exitCode)).to.deep.equal([41, 41]);
      });
    });
  }

  it("from any of these places is not shown by what shows the settings", async () => {
    const places = Object.values(found);
    expect(places).to.have.lengthOf(settings.length);
    const all: Planted = {
      values: Object.fromEntries(settings.map((setting, index) => [setting, places[index]?.value] as const)),
      env: { ANTHROPIC_API_KEY: mark, MY_KEY: mark },
      plant: (folder) => places.forEach(({ plant }) => plant?.(folder)),
    };
    await planted(all, [], async (_, run) => {
      const shown = await Promise.all([run(["config", "list", "--all", "--json"]), run(["config", "get", "plugins"]), run(["auth", "key", "list"])]);
      expect(shown.map(({ exitCode }) => exitCode)).to.deep.equal([0, 0, 0]);
      const resolved = settings.map((setting) => new RegExp(`^${setting.replace(".", " +")} +resolves `, "m"));
      for (const row of resolved) expect(shown[2].stdout).to.match(row);
    });
  });

  for (const [name, plant] of Object.entries(failing)) {
    it(`from ${name} is told as a failure, and not shown by it`, async () => {
      await planted(plant, [], async (s, run) => {
        const others = [[...chat, "--output-format", "json"], ["config", "validate"], ["auth", "key", "list"]];
        const [{ exitCode, stderr }] = await Promise.all([run(chat), ...others.map(run)]);
        expect(exitCode, stderr).to.be.oneOf([40, 42, 44]);
        expect(stderr).to.match(/^(Error: .+)/m).and.include("Try: ");
        expect(s.server.requests).to.have.length(0);
      });
    });
  }

  describe("from a keychain", () => {
    for (const program of keyringPrograms) before(program);

    it("is sent, and written nowhere", async () => {
      await using s = await scene([{ text: "Done." }]);
      const cli = `${process.execPath} ${bin}`;
      const script = `printf %s "$1" | ${cli} auth key set openai && ${cli} ${chat.join(" ")} && ${cli} config list --all && ${cli} auth key list`;
      const { words, env } = keyringSession(s.home, "open", ["sh", "-c", script, "sh", mark]);
      const [program = "", ...args] = words;
      const session = { env: { ...env, OPENAI_BASE_URL: s.server.baseURL, AINATIVE_CODE_LOG_LEVEL: "trace" }, cwd: s.home.project };
      const { stdout, stderr } = await promisify(execFile)(program, args, session);
      expect(stdout).to.include("Done.").and.include("keychain:openai.apiKey").and.not.include(mark);
      expect(stderr).to.not.include(mark);
      expect(s.server.requests.map(({ headers }) => headers["authorization"])).to.deep.equal([`Bearer ${mark}`]);
      expect(filesWith(s.home.root, mark)).to.deep.equal([]);
    });
  });

  it("is found by this test where it is written", async () => {
    await using s = await scene([]);
    const file = join(s.home.project, "note");
    writeFileSync(file, JSON.stringify({ key: mark }));
    expect(filesWith(s.home.root, mark)).to.deep.equal([file]);
    expect(readFileSync(file, "utf8")).to.include(mark);
  });
});
