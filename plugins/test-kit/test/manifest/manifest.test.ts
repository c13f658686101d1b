import { isManifestFresh, manifestOf, tempHome, writeManifest, type TempHome } from "@ainative-code/test-kit";
import { main } from "@ainative-code/test-kit/manifest";
import { expect } from "chai";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const store = `
import { Args, Command, Flags } from "@ainative-code/sdk/command";
export default class Store extends Command {
  static description = "Stores a text.";
  static tool = { risk: "write", undo: "./dist/undo.js" };
  static args = { text: Args.string({ required: true }), about: Args.string() };
  static flags = { keep: Flags.integer({ min: 1, description: "Days." }), where: Flags.string({ default: async () => process.cwd(), noCacheDefault: true }) };
  async run() {}
}`;

const show = `
import { Command } from "@ainative-code/sdk/command";
export default class Show extends Command { static aliases = ["memory see"]; async run() {} }`;

describe("the manifest of a plugin", () => {
  let home: TempHome;
  beforeEach(() => {
    home = tempHome();
    add("package.json", JSON.stringify({ name: "a-plugin", version: "2.0.1", type: "module", oclif: { commands: "./dist/commands" } }));
    add("dist/commands/memory/store.js", store);
    add("dist/commands/memory/show.js", show);
    mkdirSync(join(home.project, "node_modules/@ainative-code"), { recursive: true });
    symlinkSync(join(import.meta.dirname, "../../../sdk"), join(home.project, "node_modules/@ainative-code/sdk"));
  });
  afterEach(() => home.dispose());

  const add = (path: string, text: string): void => {
    mkdirSync(dirname(join(home.project, path)), { recursive: true });
    writeFileSync(join(home.project, path), text);
  };
  const written = (): unknown => JSON.parse(readFileSync(join(home.project, "oclif.manifest.json"), "utf8"));

  it("says of a command that is a tool what it takes, integers included", async () => {
    await writeManifest(home.project);
    expect(written()).to.have.nested.property("commands.memory:store.tool").that.deep.equals({
      risk: "write",
      undo: "./dist/undo.js",
      input: {
        type: "object",
        properties: {
          text: { type: "string" },
          about: { type: "string" },
          keep: { type: "integer", minimum: 1, description: "Days." },
          where: { type: "string" },
        },
        required: ["text"],
        additionalProperties: false,
      },
    });
    expect(written()).to.not.have.nested.property("commands.memory:show.tool");
  });

  it("is what oclif needs to load a command without looking for it", async () => {
    await writeManifest(home.project);
    expect(written()).to.include({ version: "2.0.1" });
    expect(written()).to.have.nested.property("commands.memory:show").that.deep.includes({
      id: "memory:show",
      aliases: ["memory:see"],
      isESM: true,
      pluginName: "a-plugin",
      relativePath: ["dist", "commands", "memory", "show.js"],
    });
  });

  it("is the same wherever the package stands", async () => {
    const text = await manifestOf(home.project);
    expect(text).to.not.include(home.root).and.not.include(process.cwd());
    expect(await manifestOf(home.project)).to.equal(text);
    expect(text.indexOf("memory:show")).to.be.lessThan(text.indexOf("memory:store"));
  });

  it("is written only where it has changed, and known to be stale until then", async () => {
    expect(await isManifestFresh(home.project)).to.equal(false);
    expect(await writeManifest(home.project)).to.equal(true);
    expect(await writeManifest(home.project)).to.equal(false);
    expect(await isManifestFresh(home.project)).to.equal(true);
    add("oclif.manifest.json", readFileSync(join(home.project, "oclif.manifest.json"), "utf8").replace("2.0.1", "2.0.0"));
    expect(await isManifestFresh(home.project)).to.equal(false);
  });

  it("is refused for a command that can't be loaded, with the reason", async () => {
    add("dist/commands/broken.js", 'import "./no-such-module.js";');
    const thrown: unknown = await manifestOf(home.project).catch((error: unknown) => error);
    expect(thrown).to.include({ code: "plugin" });
    expect(String(thrown)).to.include("broken").and.include("no-such-module.js");
  });

  describe("by ainative-plugin manifest", () => {
    const run = async (...argv: string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> => {
      const said = { stdout: "", stderr: "" };
      const stream = (name: "stdout" | "stderr"): { write(text: string): void } => ({ write: (text) => void (said[name] += text) });
      const code = await main(argv, { stdout: stream("stdout"), stderr: stream("stderr") });
      return { code, ...said };
    };

    it("is written", async () => {
      expect(await run("manifest", home.project)).to.deep.equal({ code: 0, stdout: "", stderr: "" });
      expect(await isManifestFresh(home.project)).to.equal(true);
    });

    it("is checked and left alone with --check", async () => {
      const { code, stderr } = await run("manifest", "--check", home.project);
      expect(code).to.equal(1);
      expect(stderr).to.include("is missing or stale.\nTry: ainative-plugin manifest");
      expect(() => written()).to.throw("ENOENT");
      await writeManifest(home.project);
      expect((await run("manifest", "--check", home.project)).code).to.equal(0);
    });

    it("gives 2 for wrong usage, and 51 for a broken plugin, whose command it names", async () => {
      expect((await run("manifests")).code).to.equal(2);
      expect((await run("manifest", "--chek")).stderr).to.match(/^Usage: ainative-plugin/);
      expect(await run("--help")).to.include({ code: 0, stderr: "" });
      add("dist/commands/memory/broken.js", "throw new Error('out of order');");
      const { code, stderr } = await run("manifest", home.project);
      expect(code).to.equal(51);
      expect(stderr).to.include("memory:broken: out of order");
    });
  });
});
