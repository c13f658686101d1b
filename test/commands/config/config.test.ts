import { expect } from "chai";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { builtCli, buildOnce, type BuiltCli } from "../../boot/built-cli.ts";
import type { CliResult, TempHome } from "@ainative-code/test-kit";

describe("the commands of the topic config", () => {
  let cli: BuiltCli & Disposable;
  let home: TempHome;
  let file = "";
  before(buildOnce);
  beforeEach(() => {
    cli = builtCli();
    ({ home } = cli);
    file = join(home.config, "config.yaml");
    mkdirSync(home.config, { recursive: true });
  });
  afterEach(() => {
    cli[Symbol.dispose]();
  });

  async function config(args: readonly string[], env: Record<string, string> = {}): Promise<CliResult> {
    return cli.run(["config", ...args], env);
  }

  async function json(args: readonly string[], env: Record<string, string> = {}): Promise<unknown> {
    const { stdout, stderr } = await config([...args, "--json"], env);
    expect(stderr).to.equal("");
    return JSON.parse(stdout);
  }

  it("set writes a value that get prints, and path says where", async () => {
    const set = await config(["set", "chat.maxTurns", "7"]);
    expect(set).to.include({ exitCode: 0, stdout: `chat.maxTurns is now 7 in ${file}\n`, stderr: "" });
    expect(readFileSync(file, "utf8")).to.equal("chat:\n  maxTurns: 7\n");
    expect(await config(["get", "chat.maxTurns"])).to.include({ exitCode: 0, stdout: "7\n" });
    expect(await json(["get", "chat.maxTurns"])).to.deep.equal({
      key: "chat.maxTurns",
      value: 7,
      source: { layer: "user", file, line: 2, column: 3 },
    });
    expect(await config(["path"])).to.include({ exitCode: 0, stdout: `${file}\n` });
  });

  it("set tells a value that would not do, and leaves the file", async () => {
    writeFileSync(file, "model: a/b\n");
    const refused = await config(["set", "permissions.mode", "bypas"]);
    expect(refused.exitCode).to.equal(42);
    expect(refused.stderr).to.contain('Did you mean "bypass"?').and.to.contain("Try: ");
    expect(readFileSync(file, "utf8")).to.equal("model: a/b\n");
  });

  it("list shows each setting with its layer, and no secret", async () => {
    writeFileSync(file, "model: a/b\n");
    const listed = await config(["list"], { AINATIVE_CODE_LOG_LEVEL: "debug", OPENAI_API_KEY: "sk-hidden" });
    expect(listed.exitCode, listed.stderr).to.equal(0);
    const rows = listed.stdout.split("\n").map((line) => line.split(/ {2,}/));
    expect(rows).to.deep.include(["model", "a/b", `user (${file}:1)`]);
    expect(rows).to.deep.include(["log.level", "debug", "env (AINATIVE_CODE_LOG_LEVEL)"]);
    expect(rows).to.deep.include(["chat.maxTurns", "100", "default"]);
    expect(listed.stdout).not.to.contain("sk-hidden").and.not.to.contain("network.proxy");
    expect((await config(["list", "--all"])).stdout).to.match(/network\.proxy +\(not set\)/);
  });

  it("validate says ok, or all problems at once with exit code 42", async () => {
    writeFileSync(file, "model: a/b\n");
    expect(await config(["validate"])).to.include({ exitCode: 0, stdout: "ok\n" });
    writeFileSync(file, "modle: a/b\nlog: {level: 3}\n");
    const refused = await config(["validate"]);
    expect(refused).to.include({ exitCode: 42, stdout: "" });
    expect(refused.stderr).to.contain(`${file}:1:1: unknown key "modle". Did you mean "model"?`);
    expect(refused.stderr).to.contain(`${file}:2:14: log.level must be text, not a number.`);
    const machine: unknown = JSON.parse((await config(["validate", file, "--json"])).stdout);
    expect(machine).to.have.nested.property("error.code", "invalid-input");
    expect(machine).to.have.nested.property("error.details.problems").with.length(2);
  });

  it("path --project says that there is none, and set --project makes it", async () => {
    expect((await config(["path", "--project"])).exitCode).to.equal(42);
    expect((await config(["set", "log.level", "warn", "--project"])).exitCode).to.equal(0);
    const project = join(home.project, ".ainative-code/config.yaml");
    expect(await config(["path", "--project"])).to.include({ exitCode: 0, stdout: `${project}\n` });
    expect(await json(["path"])).to.deep.equal({ user: file, project, organisation: null });
  });

  it("explain tells where a value comes from, as text and as data", async () => {
    writeFileSync(file, "log:\n  level: warn\n");
    const told = await config(["explain", "log.level"], { AINATIVE_CODE_LOG_LEVEL: "debug" });
    expect(told.stdout).to.match(/^log\.level = debug\n/).and.to.contain(`${file}:2:3`).and.to.contain("> env");
    const data = await json(["explain", "plugins.openai.apiKey"], { OPENAI_API_KEY: "sk-hidden" });
    expect(data).to.deep.include({ value: "********", secret: true });
    expect(data).to.have.nested.property("settings[0].variable", "OPENAI_API_KEY");
    expect(await json(["explain", "model", "--set", "model=x/y"])).to.deep.include({ value: "x/y" });
    expect((await config(["explain", "modle"])).stderr).to.contain('Did you mean "model"?');
  });

  it("unset takes a value out, and says where nothing was", async () => {
    writeFileSync(file, "# mine\nmodel: a/b\nlog: {level: warn}\n");
    expect(await config(["unset", "model"])).to.include({ exitCode: 0, stdout: `model is no longer set in ${file}\n` });
    expect(readFileSync(file, "utf8")).to.contain("# mine").and.not.to.contain("model:");
    expect(await json(["unset", "model"])).to.deep.equal({ key: "model", file, changed: false });
  });

  it("schema prints the sections of the installed plugins, the same with --json", async () => {
    const { stdout, exitCode } = await config(["schema"]);
    expect(exitCode).to.equal(0);
    expect(JSON.parse(stdout)).to.have.nested.property("properties.plugins.properties.openai.properties.apiKey.x-secret", true);
    expect(await json(["schema"])).to.deep.equal(JSON.parse(stdout));
  });

  it("edit without a terminal keeps the old file, and exits with 42 where what was written is wrong", async () => {
    writeFileSync(file, "model: a/b\n");
    const script = join(home.config, "editor.mjs");
    writeFileSync(script, 'import { writeFileSync } from "node:fs";\nwriteFileSync(process.argv[3], process.argv[2]);\n');
    const EDITOR = `"${process.execPath}" "${script}"`;
    const refused = await config(["edit"], { EDITOR: `${EDITOR} 'modle: x'` });
    expect(refused.exitCode, refused.stderr).to.equal(42);
    expect(refused.stderr).to.contain("config.rejected.yaml");
    expect(readFileSync(file, "utf8")).to.equal("model: a/b\n");
    expect(await json(["edit"], { EDITOR: `${EDITOR} 'model: c/d'` })).to.deep.equal({ file, changed: true, warnings: [] });
  });
});
