import { rmSync } from "node:fs";
import { expect } from "chai";
import { builtCli, buildOnce, type BuiltCli } from "../../boot/built-cli.ts";
import { placePlugin, type MadePlugin } from "./place-plugin.ts";
import { scriptedChat, toolResults } from "./scripted-chat.ts";

/** A plugin that brings one provider, whose module holds this text. */
function brings(id: string, module: string, more: Readonly<Record<string, unknown>> = {}, files: Readonly<Record<string, string>> = {}): MadePlugin {
  const ainative = { api: 1, providers: [{ id, module: "./provider.js" }], ...more };
  return { manifest: { ainative }, files: { "provider.js": module, ...files } };
}

const good = (id: string): string => `export default { id: "${id}", models: async () => [], async *stream() {} };`;
const tool = (name: string): MadePlugin => ({ manifest: { ainative: { api: 1, tools: [{ name, module: "./tool.js" }] } } });
const settings = { settings: "./settings.json" };
const command = { id: "cut", aliases: [], args: {}, flags: {}, hiddenAliases: [], isESM: true, relativePath: ["cut.js"], strict: true, tool: { risk: "danger" } };

/** Everything that can be wrong with a plugin, each in one of its own. */
const plugins: Readonly<Record<string, MadePlugin>> = {
  "ainative-twin-a": brings("twin", good("twin")),
  "ainative-twin-b": brings("twin", good("twin")),
  "ainative-future": brings("future", good("future"), { api: 2 }),
  "ainative-syntax": brings("syntax", "export default {"),
  "ainative-dependency": brings("dependency", 'import "was-left-out";'),
  "ainative-export": brings("export", "export default 3;"),
  "ainative-other": brings("other", good("another")),
  "ainative-endless": brings("endless", "await new Promise(() => {});"),
  "ainative-no-schema": brings("no-schema", good("no-schema"), settings),
  "ainative-bad-schema": brings("bad-schema", good("bad-schema"), settings, { "settings.json": '{"properties": {"a": 3}}' }),
  "ainative-no-json": brings("no-json", good("no-json"), settings, { "settings.json": "{" }),
  "ainative-blunt": { ...tool("blunt"), files: { "tool.js": 'throw new Error("no edge\\nat all");' } },
  "ainative-saw-a": { ...tool("saw"), files: {} },
  "ainative-saw-b": { ...tool("saw"), files: {} },
  "ainative-mark": { manifest: { oclif: { commands: "./commands" } }, files: { "oclif.manifest.json": JSON.stringify({ version: "1.0.0", commands: { cut: command } }) } },
  "ainative-command": { manifest: { oclif: { commands: "./commands" } }, files: { "commands/crash.js": "export default class {" } },
  "ainative-vanished": {},
};

describe("plugins that are broken", () => {
  const cli: BuiltCli & Disposable = builtCli();
  before(buildOnce);
  before(() => {
    for (const [name, plugin] of Object.entries(plugins)) {
      const folder = placePlugin(cli.home, name, plugin);
      if (name === "ainative-vanished") rmSync(folder, { recursive: true });
    }
  });
  after(() => cli[Symbol.dispose]());

  const asked: readonly (readonly [string, RegExp])[] = [
    ["twin", /^Error: Two plugins bring the provider "twin": ainative-twin-a and ainative-twin-b\.$/m],
    ["future", /^Error: The plugin ainative-future, which brings the provider "future", was written for version 2 of the plugin contract/m],
    ["syntax", /^Error: The plugin ainative-syntax could not load \.\/provider\.js \(provider "syntax"\): /m],
    ["dependency", /^Error: The plugin ainative-dependency could not load .*: Cannot find package 'was-left-out'/m],
    ["export", /^Error: The plugin ainative-export could not load .*: its default export is not a provider with the id "export"$/m],
    ["other", /^Error: The plugin ainative-other could not load .*: its default export is not a provider with the id "other"$/m],
    ["no-schema", /^Error: The plugin ainative-no-schema could not load .*: it has a settings schema that can't be used: ENOENT/m],
    ["bad-schema", /^Error: The plugin ainative-bad-schema could not load .*: it has a settings schema that can't be used: its "properties"/m],
    ["no-json", /^Error: The plugin ainative-no-json could not load .*: it has a settings schema that can't be used: .*JSON/m],
    ["endless", /^Error: The plugin ainative-endless could not load .*: took longer than 10000 ms$/m],
  ];
  for (const [id, told] of asked) {
    it(`are named with the reason, and exit with 51, where their provider is asked for: ${id}`, async () => {
      const { exitCode, stdout, stderr } = await cli.run(["chat", "-p", "go", "-m", `${id}/m`]);
      expect({ exitCode, stdout, stderr }).to.include({ exitCode: 51, stdout: "" });
      expect(stderr).to.match(told).and.match(/^Try: /m);
    }).timeout(30_000);
  }

  it("are named with the reason, and exit with 51, where their tool is asked for", async () => {
    const blunt = await scriptedChat(cli, [], "--allowed-tools", "read blunt");
    expect(blunt).to.deep.include({ exitCode: 51, requests: [] });
    expect(blunt.stderr).to.include('The plugin ainative-blunt could not load ./tool.js (tool "blunt"): no edge');
    const saw = await scriptedChat(cli, [], "--allowed-tools", "saw(x*)");
    expect(saw).to.deep.include({ exitCode: 51, requests: [] });
    expect(saw.stderr).to.include('Two plugins bring the tool "saw": ainative-saw-a and ainative-saw-b.');
  });

  it("are told by name where they were not asked for, and the chat goes on without them", async () => {
    const { exitCode, stdout, stderr, requests } = await scriptedChat(cli, [{ calls: [{ name: "blunt", input: {} }] }, { text: "Done." }]);
    expect({ exitCode, stdout }).to.deep.equal({ exitCode: 0, stdout: "Done.\n" });
    for (const told of [
      'ainative-twin-a: brings the provider "twin", and so does ainative-twin-b: uninstall one of them',
      'ainative-saw-b: brings the tool "saw", and so does ainative-saw-a: uninstall one of them',
      "ainative-future: was written for version 2 of the plugin contract, this host speaks version 1",
      "ainative-no-schema: has a settings schema that can't be used: ENOENT",
      'ainative-blunt: could not load ./tool.js (tool "blunt"): no edge\n',
      'ainative-command: could not load its command "crash": Unexpected end of input',
      "ainative-vanished: is not there any more",
      'ainative-mark: marks its command "cut" as a tool, with the unknown risk "danger"',
    ]) {
      expect(stderr).to.include(`Warning: ${told}`);
    }
    const offered = JSON.stringify(requests[0]?.body["tools"]);
    expect(offered).to.include('"read"').and.not.match(/"(saw|blunt|cut)"/);
    expect(toolResults(requests[1])[0]).to.include("The plugin ainative-blunt could not load ./tool.js");
  });

  it("do no harm to commands that need nothing of them", async () => {
    const plain = builtCli();
    const version = await cli.run(["--version"]);
    expect(version).to.deep.equal(await plain.run(["--version"]));
    plain[Symbol.dispose]();
    const config = await cli.run(["config", "list"]);
    expect(config).to.include({ exitCode: 0 });
    expect(config.stderr).to.match(/ainative-no-schema: has a settings schema that can't be used/);
    const providers = await cli.run(["providers", "list", "--json"]);
    expect(JSON.parse(providers.stdout)).to.deep.include({ id: "export", plugin: "ainative-export", state: "ready" });
    const help = await cli.run(["--help"]);
    expect(help).to.include({ exitCode: 0 });
    expect(help.stdout).to.match(/^ {2}chat /m);
    const list = await cli.run(["plugins"]);
    expect(list.stdout).to.include("ainative-syntax 1.0.0");
  });

  it("can be uninstalled", async () => {
    const { exitCode } = await cli.run(["plugins", "uninstall", "ainative-twin-b"]);
    expect(exitCode).to.equal(0);
    expect((await cli.run(["chat", "-p", "go", "-m", "twin/m"])).stderr).to.not.include("Two plugins");
  });
});
