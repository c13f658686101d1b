import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startCli, startScriptedServer, tempHome, type CliResult, type ScriptedCall, type ScriptedServer } from "@ainative-code/test-kit";
import { expect } from "chai";
import { builtCli, buildOnce, root, type BuiltCli } from "../../boot/built-cli.ts";
import { buildExamples, examples, laterExample, type Example } from "./built-examples.ts";
import { startParrotVendor } from "./parrot-vendor.ts";
import { startRegistry, type Registry } from "./start-registry.ts";

const installed: Readonly<Record<Example, string>> = {
  provider: "ainative-code-parrot",
  tool: "ainative-code-word-count",
  command: "ainative-code-notes",
  hook: "ainative-code-no-force",
};
const names = Object.values(installed);
/** Nobody listens on this port: it is one of those that the system gives to nobody. */
const nowhere = "http://127.0.0.1:1/";

describe("a plugin from a registry", () => {
  const place = tempHome();
  const first = join(place.root, "first");
  const later = join(place.root, "later");
  /** The home that has all the examples, from their first version to none. */
  const cli = builtCli();
  let plainHelp = "";
  let registry: Registry;
  before(buildOnce);
  before(async function () {
    this.timeout(180_000);
    [registry] = await Promise.all([startRegistry(join(place.root, "registry")), buildExamples(first)]);
    await registry.publish(first);
    plainHelp = (await cli.run(["--help"])).stdout;
    await plugins(cli, "install", ...names);
  });
  after(async () => {
    await registry.stop();
    place.dispose();
    cli[Symbol.dispose]();
  });

  const withRegistry = (url = registry.url): Readonly<Record<string, string>> => ({ AINATIVE_CODE_NPM_REGISTRY: url });
  const plugins = async (at: BuiltCli, ...argv: readonly string[]): Promise<void> => {
    const { exitCode, stderr } = await at.run(["plugins", ...argv], withRegistry());
    expect({ exitCode, stderr }).to.have.property("exitCode", 0);
  };
  const json = async (at: BuiltCli, ...argv: readonly string[]): Promise<unknown> => {
    const { stdout } = await at.run([...argv, "--json"]);
    return JSON.parse(stdout);
  };
  const expectNoTrace = (at: BuiltCli, plugin: string): void => {
    expect(existsSync(join(at.home.data, "node_modules", plugin))).to.equal(false);
    expect(readFileSync(join(at.home.data, "package.json"), "utf8")).to.not.include(plugin);
    expect(readFileSync(join(at.home.data, "package-lock.json"), "utf8")).to.not.include(plugin);
  };

  /** A model that makes one call and then ends; gives what it was told of the call, and what the run printed. */
  const callTool = async (at: BuiltCli, call: ScriptedCall, ...flags: readonly string[]): Promise<CliResult & { readonly told: string }> => {
    await using server: ScriptedServer = await startScriptedServer({ script: [{ calls: [call] }, { text: "Done." }] });
    const env = { OPENAI_API_KEY: "k", OPENAI_BASE_URL: server.baseURL };
    const ran = await at.run(["chat", "-p", "go", "-m", "openai/m", ...flags], env);
    const messages = server.requests[1]?.body["messages"];
    const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
    const told: unknown = typeof last === "object" && last !== null ? Reflect.get(last, "content") : undefined;
    return { ...ran, told: typeof told === "string" ? told : JSON.stringify(told) };
  };

  /** Asks the vendor of the provider, and sees the first word before the rest is there. */
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

  const countWords = (): ScriptedCall => {
    writeFileSync(join(cli.home.project, "notes.txt"), "one two\nthree\n");
    return { name: "word_count", input: { path: "notes.txt" } };
  };
  const pushByForce: ScriptedCall = { name: "bash", input: { command: "git push --force" } };
  const setting = `plugins.${installed.command}.file`;
  const lookElsewhere = async (): Promise<void> => {
    writeFileSync(join(cli.home.project, "other.md"), "Ada left\n");
    expect(await cli.run(["config", "set", setting, "other.md"])).to.have.property("exitCode", 0);
  };

  describe("that was just installed", () => {
    it("brings a provider, whose answer streams", async () => {
      expect(await json(cli, "providers", "list")).to.deep.include({ id: "parrot", plugin: installed.provider, state: "needs apiKey" });
      const [{ exitCode, stdout }, path] = await talk();
      expect({ exitCode, path }).to.deep.equal({ exitCode: 0, path: "/talk" });
      const end = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as unknown;
      expect(end).to.deep.include({ type: "result", is_error: false, result: "Polly heard you." });
    });

    it("brings a tool, which runs when the model calls it", async () => {
      expect(await callTool(cli, countWords())).to.include({ exitCode: 0, told: "notes.txt has 3 words." });
    });

    it("brings a command, for the shell, with --json and for the model", async () => {
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

      const help = (await cli.run(["--help"])).stdout;
      expect(help).to.match(/^ {2}notes +Look into the notes of a project\.$/m);
      expect((await cli.run(["notes", "find", "--help"])).stdout).to.include("--limit=<value>");
    });

    it("has settings, which are taken", async () => {
      await lookElsewhere();
      expect(await cli.run(["notes", "find", "Ada"])).to.include({ stdout: "1: Ada left\n" });
      expect(await cli.run(["config", "unset", setting])).to.have.property("exitCode", 0);
    });

    it("brings hooks, which step in before a tool runs", async () => {
      const told = `Refused by ${installed.hook}: A push by force is up to a person.`;
      expect(await callTool(cli, pushByForce, "--allowed-tools", "bash")).to.include({ told });
    });

    const failures: readonly (readonly [string, readonly string[], number, RegExp])[] = [
      ["is not there", ["install", "no-such-plugin"], 42, /no package @ainative-code\/plugin-no-such-plugin and no no-such-plugin/],
      ["has no such version", ["install", "ainative-code-word-count@9"], 42, /No matching version found/],
      ["depends on what is not there", ["install", "lonely"], 51, /was-never-published/],
    ];
    const unreachable: readonly (readonly string[])[] = [["install", "ainative-code-word-count"], ["install", "openai"], ["update"]];

    it("stays as it was where another can't be installed, which is told with the reason and a next step", async () => {
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
    }).timeout(120_000);
  });

  describe("that has a later version", () => {
    before(async function () {
      this.timeout(120_000);
      for (const example of examples) laterExample(first, later, example);
      await registry.publish(later);
      await lookElsewhere();
      await plugins(cli, "update");
    });

    it("is updated", async () => {
      const list = (await json(cli, "plugins")) as readonly { readonly name: string; readonly version: string }[];
      const versions = Object.fromEntries(list.map(({ name, version }) => [name, version]));
      expect(versions).to.include(Object.fromEntries(names.map((name) => [name, "1.1.0"])));
    });

    it("brings the later provider", async () => {
      expect((await talk())[1]).to.equal("/v2/talk");
    });

    it("brings the later tool", async () => {
      expect(await callTool(cli, countWords())).to.include({ told: "notes.txt has 3 words in all." });
    });

    it("brings the later command, with the settings of the earlier", async () => {
      expect(await cli.run(["notes", "find", "Ada"])).to.include({ stdout: "1 | Ada left\n" });
    });

    it("brings the later hooks", async () => {
      expect((await callTool(cli, pushByForce, "--allowed-tools", "bash")).told).to.include("is never right.");
    });
  });

  describe("that is uninstalled", () => {
    before(async function () {
      this.timeout(120_000);
      await plugins(cli, "uninstall", ...names);
    });

    it("goes without a trace", () => {
      for (const name of names) expectNoTrace(cli, name);
    });

    it("takes the provider with it", async () => {
      expect(JSON.stringify(await json(cli, "providers", "list"))).to.not.include("parrot");
      const { exitCode, stderr } = await cli.run(["chat", "-p", "Polly?", "-m", "parrot/parrot-1"]);
      expect(exitCode).to.equal(40);
      expect(stderr).to.include('No installed plugin brings the provider "parrot"');
    });

    it("takes the tool with it", async () => {
      expect((await callTool(cli, countWords())).told).to.include('There is no tool named "word_count"');
    });

    it("takes the command with it", async () => {
      expect(await cli.run(["notes", "find", "Ada"])).to.include({ exitCode: 2, stdout: "" });
      expect((await cli.run(["--help"])).stdout).to.equal(plainHelp);
    });

    it("takes the hooks with it", async () => {
      expect((await callTool(cli, pushByForce, "--allowed-tools", "bash")).told).to.include("not a git repository");
    });
  });

  it("is found by its short name, and takes the place of the bundled one", async () => {
    using own = builtCli();
    await plugins(own, "install", "openai");
    const type = async (): Promise<unknown> => {
      const list = (await json(own, "plugins", "--core")) as readonly { readonly name: string; readonly type: string }[];
      return list.find(({ name }) => name === "@ainative-code/plugin-openai")?.type;
    };
    expect(await type()).to.equal("user");
    expect(await callTool(own, { name: "glob", input: { pattern: "*" } })).to.include({ exitCode: 0, stdout: "Done.\n" });
    await plugins(own, "uninstall", "openai");
    expect(await type()).to.equal("core");
    expectNoTrace(own, "@ainative-code/plugin-openai");
  }).timeout(120_000);

  it("that can't be installed leaves an empty home without a plugin", async () => {
    using own = builtCli();
    const { exitCode } = await own.run(["plugins", "install", "ainative-code-word-count"], withRegistry(nowhere));
    expect(exitCode).to.equal(43);
    expect((await own.run(["plugins"])).stdout).to.equal("No plugins installed.\n");
    expect(existsSync(join(own.home.data, "package.json"))).to.equal(false);
  });
});
