import { expect } from "chai";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { expectFailure, expectFailureInEveryFormat, resultOf } from "./failures.ts";
import type { ToldFailure } from "./failures.ts";
import type { Scene } from "./scene.ts";
import { scene } from "./scene.ts";

const vendorError = (code: string, message: string): Readonly<Record<string, unknown>> => ({
  error: { message, type: "invalid_request_error", param: null, code },
});

const wrongKey = { status: 401, body: vendorError("invalid_api_key", "Incorrect API key provided: sk-test-12345678.") };
const noSuchModel = { status: 404, body: vendorError("model_not_found", "The model `m` does not exist.") };

describe("a bad day with settings", () => {
  before(buildOnce);

  it("tells a key that is refused, without the key", async () => {
    await using s = await scene(() => wrongKey);
    const env = { OPENAI_API_KEY: "sk-test-12345678" };
    await expectFailureInEveryFormat(async (format) => s.chat(format, { env }), {
      exitCode: 41,
      code: "auth",
      told: [/^Error: 127\.0\.0\.1:\d+ did not accept the credentials: /, "[redacted]", "Try: Check that the key is one of"],
    });
    expect(s.server.requests, "tried once per run, for another try changes nothing").to.have.length.at.most(6);
    expect((await s.chat([], { env })).stderr).to.not.include("sk-test-12345678");
  });

  it("tells a model that the server does not have", async () => {
    await using s = await scene(() => noSuchModel);
    await expectFailureInEveryFormat(async (format) => s.chat(format), {
      exitCode: 40,
      code: "unknown-model",
      told: ["does not have this model", "Try: List the models that can be used: ainative-code models list"],
    });
    expect(s.server.requests).to.have.length(3);
  });

  it("tells a key that is missing", async () => {
    await using s = await scene([]);
    await expectFailureInEveryFormat(async (format) => s.chat(format, { env: { OPENAI_BASE_URL: "" } }), {
      exitCode: 40,
      code: "not-configured",
      told: ["OPENAI_API_KEY is not set", "Try: Set it for this shell: export OPENAI_API_KEY=", "OPENAI_BASE_URL"],
    });
  });

  describe("before anything is sent", () => {
    let s: Scene;
    before(async () => {
      s = await scene([{ text: "Hello." }]);
    });
    after(async () => {
      expect(s.server.requests).to.deep.equal([]);
      await s[Symbol.asyncDispose]();
    });

    const chat = (args: readonly string[]) => async (format: readonly string[]) => s.run(["chat", "-p", "Go", ...args, ...format]);
    const failures: readonly (readonly [string, readonly string[], ToldFailure])[] = [
      [
        "a provider that nobody brings",
        ["-m", "opnai/m"],
        { exitCode: 40, code: "unknown-model", told: ['"opnai". Did you mean "openai"?', "Try: Use one of these: anthropic,", "plugins install PACKAGE"] },
      ],
      [
        "no model chosen",
        [],
        {
          exitCode: 40,
          code: "not-configured",
          told: ["No model is chosen yet.", "Set it up: ainative-code setup", "-m PROVIDER/MODEL", "config set model", "ainative-code demo"],
        },
      ],
      [
        "a model without its provider",
        ["-m", "gpt"],
        { exitCode: 42, code: "invalid-input", told: ['"gpt" does not name a model', "PROVIDER/MODEL"] },
      ],
      [
        "a rule that is none",
        ["-m", "openai/m", "--allowed-tools", "bash)("],
        { exitCode: 42, code: "invalid-input", told: ["is not a permission rule"] },
      ],
      [
        "a setting that is none",
        ["-m", "openai/m", "--set", "chat.maxTurn=3"],
        { exitCode: 42, code: "invalid-input", told: ['Did you mean "chat.maxTurns"?'] },
      ],
      [
        "a session that is not there",
        ["-m", "openai/m", "--resume", "beef"],
        { exitCode: 42, code: "invalid-input", told: ['There is no session "beef"', "session list --all"] },
      ],
      [
        "no session to go on with",
        ["-m", "openai/m", "--continue"],
        { exitCode: 42, code: "invalid-input", told: ["There is no session in this folder", "ainative-code chat"] },
      ],
      [
        "no session to choose",
        ["-m", "openai/m", "--resume"],
        { exitCode: 42, code: "invalid-input", told: ["There is no session in this folder"] },
      ],
    ];
    for (const [what, args, failure] of failures) {
      it(`tells ${what}, in every format`, async () => {
        await expectFailureInEveryFormat(chat(args), failure);
      });
    }

    it("tells a prompt that is empty, in every format", async () => {
      const told = ["There is no prompt.", "Try: Give one: ainative-code chat -p"];
      const failure = { exitCode: 42, code: "invalid-input", told };
      await expectFailureInEveryFormat(async (format) => s.run(["chat", "-p", "", "-m", "openai/m", ...format]), failure);
      expectFailure(await s.run(["chat", "-p", " \n ", "-m", "openai/m"], { input: " \n" }), failure);
    });

    it("tells wrong usage as JSON too, and nothing else", async () => {
      const wrong = [["--nonsense"], ["--max-turns", "many"], ["--continue", "--resume", "beef"]];
      for (const { exitCode, stdout, stderr } of await Promise.all(wrong.map(async (args) => s.chat([...args, "--json"])))) {
        expect({ exitCode, stderr }).to.deep.equal({ exitCode: 2, stderr: "" });
        const result = resultOf({ stdout });
        expect(result).to.include({ is_error: true, exit_code: 2 });
        expect(result.error?.code).to.equal("usage");
      }
    });
  });

  describe("in the file", () => {
    let s: Scene;
    let file: string;
    before(async () => {
      s = await scene(() => ({ text: "Hello." }));
      mkdirSync(s.home.config, { recursive: true });
      file = join(s.home.config, "config.yaml");
    });
    afterEach(() => rmSync(file, { force: true }));
    after(async () => s[Symbol.asyncDispose]());

    it("tells a misspelt key with its place and what was meant", async () => {
      writeFileSync(file, "# mine\nmodle: openai/m\n");
      await expectFailureInEveryFormat(async (format) => s.chat(format), {
        exitCode: 42,
        code: "invalid-input",
        told: [
          `${file}:2:1: unknown key "modle". Did you mean "model"?`,
          "Try: Correct the file, then check it: ainative-code config validate",
        ],
      });
      expect(s.server.requests).to.deep.equal([]);
    });

    it("tells a value of a wrong type with its place", async () => {
      writeFileSync(file, "chat:\n  maxTurns: many\n");
      expectFailure(await s.chat(), { exitCode: 42, told: [`${file}:2:13: chat.maxTurns must be a whole number`] });
    });

    it("tells YAML that can't be read with its place", async () => {
      writeFileSync(file, "model: openai/m\nchat: {maxTurns: 3\n");
      const place = new RegExp(`^Error: .*${file}:\\d+:\\d+: `, "s");
      expectFailure(await s.chat(), { exitCode: 42, told: [place, "config validate"] });
    });

    it("tells a file that can't be text", async () => {
      writeFileSync(file, Buffer.from([0x6d, 0xff, 0xfe, 0x00]));
      expectFailure(await s.chat(), { exitCode: 42, told: [`${file} is not UTF-8 text.`] });
      rmSync(file);
      mkdirSync(file);
      expectFailure(await s.chat(), { exitCode: 42, told: [`${file} is not a file.`] });
      rmSync(file, { recursive: true });
    });

    it("warns on stderr of what is no error, unless it is to be quiet", async () => {
      const env = { AINATIVE_CODE_CHAT_MAXTURN: "3" };
      const chat = async (...args: readonly string[]): ReturnType<Scene["chat"]> => s.chat(args, { env });
      const [told, quiet, json] = await Promise.all([chat(), chat("--quiet"), chat("--json")]);
      expect(told).to.include({ exitCode: 0, stdout: "Hello.\n" });
      expect(told.stderr).to.match(/^Warning: .*AINATIVE_CODE_CHAT_MAXTURN/);
      expect(told.stderr.trimEnd(), "one warning").to.not.include("\n");
      expect(quiet).to.include({ exitCode: 0, stdout: "Hello.\n", stderr: "" });
      expect(resultOf(json)).to.include({ result: "Hello.", is_error: false, exit_code: 0 });
      expect(json.stderr).to.equal(told.stderr);
    });
  });
});
