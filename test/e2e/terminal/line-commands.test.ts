import { startScriptedServer } from "@ainative-code/test-kit";
import { expect } from "chai";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { linkPlugin } from "../../boot/link-plugin.ts";
import { enter, lineScene } from "./line-scene.ts";

const notesFind = `import { Args, Command, Flags } from "@ainative-code/sdk/command";
export default class Find extends Command {
  static description = "Looks for notes.";
  static tool = { risk: "read", input: { type: "object", properties: { text: { type: "string" }, limit: { type: "integer" } } } };
  static args = { text: Args.string({ required: true, ignoreStdin: true }) };
  static flags = { limit: Flags.integer({ default: 10 }) };
  async run() {
    const { args, flags } = await this.parse(Find);
    this.log(\`\${flags.limit} notes with \${args.text}\`);
    return { found: flags.limit };
  }
}
`;

describe("what a conversation does by itself", () => {
  const scene = lineScene();

  it("has commands, with a word for one that is mistyped", async () => {
    using terminal = await scene.open([{ text: "One.", usage: { input: 7, output: 3 } }, { text: "- the summary" }, { text: "Two." }]);
    await terminal.shows("permissions: ask");
    enter(terminal, "/hlep");
    expect(await terminal.shows("Did you mean")).to.contain("There is no command /hlep. Did you mean /help?");
    enter(terminal, "/help");
    await terminal.shows("/compact, /compress");
    enter(terminal, "/model openai/other");
    await terminal.shows("From now on openai/other answers.");
    enter(terminal, "/permissions plan");
    await terminal.shows("From now on the permission mode is plan.");
    enter(terminal, "first");
    await terminal.shows("One.");
    expect(scene.server.requests[0]?.body["model"]).to.equal("other");
    enter(terminal, "/cost");
    await terminal.shows("openai/other: price unknown, 1 request, 7 tokens in, 3 out");
    enter(terminal, "/compact the plan");
    await terminal.shows("2 messages became this summary.");
    expect(JSON.stringify(scene.server.requests[1]?.body)).to.contain("keep above all: the plan");
    expect(scene.server.requests[1]?.body["tools"] ?? []).to.deep.equal([]);
    enter(terminal, "second");
    await terminal.shows("Two.");
    expect(scene.asked(2)).to.have.length(2);
    expect(scene.asked(2)[0]).to.contain("- the summary");
    enter(terminal, "/quit");
    await terminal.shows("exit 0");
    const shown = scene.run("session", "show", scene.sessions()[0]?.id ?? "");
    expect(shown).to.match(/> first[^]*One\.[^]*\[summed up here[^]*the summary[^]*> second[^]*Two\./);
  });

  it("takes words that are meant for no model as what they are", async () => {
    using terminal = await scene.open([{ text: "One." }]);
    await terminal.shows("permissions: ask");
    enter(terminal, "?");
    await terminal.shows("/compact, /compress");
    enter(terminal, "first");
    await terminal.shows("One.");
    enter(terminal, "exit");
    expect(await terminal.shows("exit 0")).to.match(/Go on with it: ainative-code --resume [0-9a-f]{8}\n/);
    expect(scene.server.requests).to.have.length(1);
  });

  it("begins anew and goes back, without keeping hold of either", async () => {
    using terminal = await scene.open([{ text: "In the first." }, { text: "In the second." }, { text: "Back." }]);
    await terminal.shows("permissions: ask");
    enter(terminal, "alpha");
    await terminal.shows("In the first.");
    enter(terminal, "/clear");
    await terminal.shows("A new conversation.");
    enter(terminal, "beta");
    await terminal.shows("In the second.");
    expect(scene.asked(1)).to.deep.equal(["beta"]);
    enter(terminal, "/resume");
    await terminal.shows("Go on with one: /resume NUMBER");
    enter(terminal, "/resume 2");
    await terminal.shows(/\/resume 2\nalpha/);
    enter(terminal, "gamma");
    await terminal.shows("Back.");
    expect(scene.asked(2)).to.deep.equal(["alpha", "gamma"]);
    expect(scene.sessions().map(({ title, messageCount }) => `${title} ${messageCount}`)).to.have.members(["alpha 4", "beta 2"]);
  });

  it("completes commands and paths, and attaches the file that is named", async () => {
    writeFileSync(join(scene.home.project, "notes.txt"), "the text of the notes\n");
    using terminal = await scene.open([{ text: "Seen." }]);
    await terminal.shows("permissions: ask");
    terminal.type("/perm");
    terminal.press("Tab");
    await terminal.shows("> /permissions");
    terminal.press("C-c");
    terminal.type("look at @no");
    terminal.press("Tab");
    await terminal.shows("> look at @notes.txt");
    terminal.press("Enter");
    await terminal.shows("Seen.");
    expect(scene.asked(0).join("\n")).to.equal('look at @notes.txt\n<file path="notes.txt">\nthe text of the notes\n\n</file>');
  });

  it("runs the commands of plugins that are tools, with their flags, and sends nothing of it", async () => {
    linkPlugin(scene.home);
    const folder = join(scene.home.root, "linked-plugin/commands/notes");
    mkdirSync(folder);
    writeFileSync(join(folder, "find.js"), notesFind);
    using terminal = await scene.open([{ text: "Only this." }]);
    await terminal.shows("permissions: ask");
    enter(terminal, "/notes find 'a b' --limit 3");
    await terminal.shows("3 notes with a b");
    enter(terminal, "/notes find x --limit many");
    await terminal.shows("Error: ");
    enter(terminal, "/notse find");
    await terminal.shows("There is no command /notse.");
    enter(terminal, "/help");
    expect(await terminal.shows("/notes find")).to.contain("Looks for notes.");
    enter(terminal, "hi");
    await terminal.shows("Only this.");
    expect(scene.asked(0)).to.deep.equal(["hi"]);
  });

  it("runs a line of the shell that the model does not see", async () => {
    using terminal = await scene.open([{ text: "Done." }]);
    await terminal.shows("permissions: ask");
    enter(terminal, "!echo from the shell; exit 4");
    expect(await terminal.shows("(ended with 4)")).to.match(/^from the shell$/m);
    enter(terminal, "hi");
    await terminal.shows("Done.");
    expect(scene.asked(0)).to.deep.equal(["hi"]);
  });

  it("takes over settings that change, and keeps the old ones where the new can't be read", async () => {
    using terminal = await scene.open([{ text: "One." }, { text: "Two." }]);
    const file = join(scene.home.config, "config.yaml");
    await terminal.shows("permissions: ask");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "permissions:\n  mode: plan\n");
    enter(terminal, "one");
    await terminal.shows("One.");
    expect(terminal.screen()).to.contain("Settings changed, in force from here on: permissions.mode");
    writeFileSync(file, "permissions:\n  mode: plam\nchat:\n  maxTurns: 3\n");
    enter(terminal, "two");
    const screen = await terminal.shows("Two.");
    expect(screen.replaceAll("\n", "")).to.contain("the old ones stay").and.to.contain("config.yaml:2");
    enter(terminal, "/permissions");
    await terminal.shows("The mode is plan.");
  });

  it("sends the next request where the settings then say", async () => {
    await using other = await startScriptedServer({ script: [{ text: "From the other one." }], pick: "sequence" });
    using terminal = await scene.open([{ text: "From the first." }], { env: { OPENAI_BASE_URL: "" } });
    const file = join(scene.home.config, "config.yaml");
    const write = (baseURL: string): void => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `plugins:\n  openai:\n    baseURL: ${baseURL}\n`);
    };
    await terminal.shows("permissions: ask");
    for (const [baseURL, answer] of [[scene.server.baseURL, "From the first."], [other.baseURL, "From the other one."]] as const) {
      write(baseURL);
      enter(terminal, "where?");
      await terminal.shows(answer);
    }
  });
});
