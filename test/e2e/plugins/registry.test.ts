import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startCli, startScriptedServer, tempHome, type CliResult, type ScriptedCall, type ScriptedServer } from "@ainative-code/test-kit";
import { expect } from "chai";
import { builtCli, buildOnce, root, type BuiltCli } from "../../boot/built-cli.ts";
import { buildExamples, laterExample, type Example } from "./built-examples.ts";
import { startParrotVendor } from "./parrot-vendor.ts";
import { startRegistry, type Registry } from "./start-registry.ts";

describe("a plugin from a registry", () => {
  const place = tempHome();
  const first = join(place.root, "first");
  let registry: Registry;
  before(buildOnce);
  before(async function () {
    this.timeout(60_000);
    [registry] = await Promise.all([startRegistry(join(place.root, "registry")), buildExamples(first)]);
    await registry.publish(first);
  });
  after(async () => {
    await registry.stop();
    place.dispose();
  });

  const update = async (cli: BuiltCli, name: Example): Promise<void> => {
    const later = join(place.root, `later-${name}`);
    laterExample(first, later, name);
    await registry.publish(later);
    await plugins(cli, "update");
  };
  const withRegistry = (url = registry.url): Readonly<Record<string, string>> => ({ AINATIVE_CODE_NPM_REGISTRY: url });
  const plugins = async (cli: BuiltCli, ...argv: readonly string[]): Promise<void> => {
    const { exitCode, stderr } = await cli.run(["plugins", ...argv], withRegistry());
    expect({ exitCode, stderr }).to.have.property("exitCode", 0);
  };
  const json = async (cli: BuiltCli, ...argv: readonly string[]): Promise<unknown> => {
    const { stdout } = await cli.run([...argv, "--json"]);
    return JSON.parse(stdout);
  };
  const versionOf = async (cli: BuiltCli, plugin: string): Promise<unknown> => {
    const list = (await json(cli, "plugins")) as readonly { readonly name: string; readonly version: string }[];
    return list.find(({ name }) => name === plugin)?.version;
  };
  const expectNoTrace = (cli: BuiltCli, plugin: string): void => {
    expect(existsSync(join(cli.home.data, "node_modules", plugin))).to.equal(false);
    expect(readFileSync(join(cli.home.data, "package.json"), "utf8")).to.not.include(plugin);
    expect(readFileSync(join(cli.home.data, "package-lock.json"), "utf8")).to.not.include(plugin);
  };

  /** A model that makes one call and then ends; gives what it was told of the call, and what the run printed. */
  const callTool = async (cli: BuiltCli, call: ScriptedCall, ...flags: readonly string[]): Promise<CliResult & { readonly told: string }> => {
    await using server: ScriptedServer = await startScriptedServer({ script: [{ calls: [call] }, { text: "Done." }] });
    const env = { OPENAI_API_KEY: "k", OPENAI_BASE_URL: server.baseURL };
    const ran = await cli.run(["chat", "-p", "go", "-m", "openai/m", ...flags], env);
    const messages = server.requests[1]?.body["messages"];
    const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
    const told: unknown = typeof last === "object" && last !== null ? Reflect.get(last, "content") : undefined;
    return { ...ran, told: typeof told === "string" ? told : JSON.stringify(told) };
  };

  it("brings a provider, whose answer streams, is updated, and goes without a trace", async () => {
    using cli = builtCli();
    await plugins(cli, "install", "ainative-code-parrot");
    expect(await json(cli, "providers", "list")).to.deep.include({ id: "parrot", plugin: "ainative-code-parrot", state: "needs apiKey" });
    const talk = async (): Promise<readonly [CliResult, string]> => {
      await using vendor = await startParrotVendor();
      const env = { ...cli.home.env, PARROT_API_KEY: "secret-of-the-user", PARROT_BASE_URL: vendor.origin };
      const argv = ["chat", "-p", "Polly?", "-m", "parrot/parrot-1", "--output-format", "stream-json", "--include-partial-messages"];
      const running = startCli(argv, { bin: join(root, "bin/run.js"), env, cwd: cli.home.project });
      running.endInput();
      await running.waitFor("Polly ");
      expect(running.stdout()).to.not.include("heard you");
      vendor.goOn();
      const [request] = vendor.heard;
      expect(request?.headers.authorization).to.equal("Bearer secret-of-the-user");
      expect(request?.body).to.deep.include({ model: "parrot-1", messages: [{ role: "user", text: "Polly?" }] });
      return [await running.exited, request?.path ?? ""];
    };
    const [{ exitCode, stdout }, path] = await talk();
    expect({ exitCode, path }).to.deep.equal({ exitCode: 0, path: "/talk" });
    expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).to.deep.include({ type: "result", is_error: false, result: "Polly heard you." });

    await update(cli, "provider");
    expect(await versionOf(cli, "ainative-code-parrot")).to.equal("1.1.0");
    expect((await talk())[1]).to.equal("/v2/talk");

    await plugins(cli, "uninstall", "ainative-code-parrot");
    expect(JSON.stringify(await json(cli, "providers", "list"))).to.not.include("parrot");
    const { exitCode: gone, stderr } = await cli.run(["chat", "-p", "Polly?", "-m", "parrot/parrot-1"]);
    expect(gone).to.equal(40);
    expect(stderr).to.include('No installed plugin brings the provider "parrot"');
    expectNoTrace(cli, "ainative-code-parrot");
  }).timeout(60_000);

  it("brings a tool, which runs when the model calls it, is updated, and goes without a trace", async () => {
    using cli = builtCli();
    await plugins(cli, "install", "ainative-code-word-count");
    writeFileSync(join(cli.home.project, "notes.txt"), "one two\nthree\n");
    const call = { name: "word_count", input: { path: "notes.txt" } };
    expect(await callTool(cli, call)).to.include({ exitCode: 0, told: "notes.txt has 3 words." });

    await update(cli, "tool");
    expect(await callTool(cli, call)).to.include({ told: "notes.txt has 3 words in all." });

    await plugins(cli, "uninstall", "ainative-code-word-count");
    expect((await callTool(cli, call)).told).to.include('There is no tool named "word_count"');
    expectNoTrace(cli, "ainative-code-word-count");
  }).timeout(60_000);

  it("brings a command, for the shell, with --json and for the model, is updated, and goes without a trace", async () => {
    using cli = builtCli();
    const plainHelp = (await cli.run(["--help"])).stdout;
    await plugins(cli, "install", "ainative-code-notes");
    writeFileSync(join(cli.home.project, "NOTES.md"), "call Ada\nbuy milk\ncall Ada again\n");
    expect(await cli.run(["notes", "find", "Ada", "--limit", "1"])).to.include({ exitCode: 0, stdout: "1: call Ada\n", stderr: "" });
    const found = [
      { line: 1, text: "call Ada" },
      { line: 3, text: "call Ada again" },
    ];
    expect(await json(cli, "notes", "find", "Ada")).to.deep.equal(found);

    const one = await callTool(cli, { name: "notes_find", input: { text: "Ada", limit: 1 } }, "--allowed-tools", "notes_find");
    expect(JSON.parse(one.told)).to.deep.equal(found.slice(0, 1));
    const refused = await callTool(cli, { name: "notes_find", input: { text: "Ada", limit: "1" } }, "--allowed-tools", "notes_find");
    expect(refused.told).to.include("do not fit the tool's schema").and.include("limit");

    await cli.run(["config", "set", "plugins.ainative-code-notes.file", "other.md"]);
    writeFileSync(join(cli.home.project, "other.md"), "Ada left\n");
    expect(await cli.run(["notes", "find", "Ada"])).to.include({ stdout: "1: Ada left\n" });

    const help = (await cli.run(["--help"])).stdout;
    expect(help).to.match(/^ {2}notes +Look into the notes of a project\.$/m);
    expect((await cli.run(["notes", "find", "--help"])).stdout).to.include("--limit=<value>");

    await update(cli, "command");
    expect(await cli.run(["notes", "find", "Ada"])).to.include({ stdout: "1 | Ada left\n" });

    await plugins(cli, "uninstall", "ainative-code-notes");
    const gone = await cli.run(["notes", "find", "Ada"]);
    expect(gone).to.include({ exitCode: 2, stdout: "" });
    expect((await cli.run(["--help"])).stdout).to.equal(plainHelp);
    expectNoTrace(cli, "ainative-code-notes");
  }).timeout(60_000);

  it("brings hooks, which step in before a tool runs, are updated, and go without a trace", async () => {
    using cli = builtCli();
    await plugins(cli, "install", "ainative-code-no-force");
    const call = { name: "bash", input: { command: "git push --force" } };
    const told = "Refused by ainative-code-no-force: A push by force is up to a person.";
    expect(await callTool(cli, call, "--allowed-tools", "bash")).to.include({ told });
    await update(cli, "hook");
    expect((await callTool(cli, call, "--allowed-tools", "bash")).told).to.include("is never right.");
    await plugins(cli, "uninstall", "ainative-code-no-force");
    expect((await callTool(cli, call, "--allowed-tools", "bash")).told).to.include("not a git repository");
    expectNoTrace(cli, "ainative-code-no-force");
  }).timeout(60_000);

  it("is found by its short name, and takes the place of the bundled one", async () => {
    using cli = builtCli();
    await plugins(cli, "install", "openai");
    const type = async (): Promise<unknown> => {
      const list = (await json(cli, "plugins", "--core")) as readonly { readonly name: string; readonly type: string }[];
      return list.find(({ name }) => name === "@ainative-code/plugin-openai")?.type;
    };
    expect(await type()).to.equal("user");
    expect(await callTool(cli, { name: "glob", input: { pattern: "*" } })).to.include({ exitCode: 0, stdout: "Done.\n" });
    await plugins(cli, "uninstall", "openai");
    expect(await type()).to.equal("core");
    expectNoTrace(cli, "@ainative-code/plugin-openai");
  }).timeout(60_000);

  describe("that can't be installed", () => {
    const failures: readonly (readonly [string, readonly string[], number, RegExp])[] = [
      ["is not there", ["install", "no-such-plugin"], 42, /no package @ainative-code\/plugin-no-such-plugin and no no-such-plugin/],
      ["has no such version", ["install", "ainative-code-word-count@9"], 42, /No matching version found/],
      ["depends on what is not there", ["install", "lonely"], 51, /was-never-published/],
    ];
    // Nobody listens on this port: it is one of those that the system gives to nobody.
    const nowhere = "http://127.0.0.1:1/";
    const unreachable: readonly (readonly string[])[] = [["install", "ainative-code-word-count"], ["install", "openai"], ["update"]];

    it("is told with the reason and a next step, and what was installed stays as it was", async () => {
      using cli = builtCli();
      await plugins(cli, "install", "ainative-code-word-count");
      const state = (): readonly string[] => ["package.json", "package-lock.json"].map((file) => readFileSync(join(cli.home.data, file), "utf8"));
      const before = state();
      for (const [, argv, code, told] of failures) {
        const { exitCode, stderr } = await cli.run(["plugins", ...argv], withRegistry());
        expect({ exitCode, stderr }).to.have.property("exitCode", code);
        expect(stderr).to.match(told).and.match(/^Try: /m);
      }
      for (const argv of unreachable) {
        const { exitCode, stderr } = await cli.run(["plugins", ...argv], withRegistry(nowhere));
        expect({ exitCode, stderr }).to.have.property("exitCode", 43);
        expect(stderr).to.include("ECONNREFUSED 127.0.0.1:1").and.include("Nothing was changed.");
      }
      expect(state()).to.deep.equal(before);
      expect(await callTool(cli, { name: "word_count", input: { path: "x" } })).to.include({ exitCode: 0 });
    }).timeout(60_000);

    it("leaves an empty home without a plugin", async () => {
      using cli = builtCli();
      const { exitCode } = await cli.run(["plugins", "install", "ainative-code-word-count"], withRegistry(nowhere));
      expect(exitCode).to.equal(43);
      expect((await cli.run(["plugins"])).stdout).to.equal("No plugins installed.\n");
      expect(existsSync(join(cli.home.data, "package.json"))).to.equal(false);
    });
  });
});
