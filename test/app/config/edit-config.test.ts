import { expect } from "chai";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { editConfig, type EditOptions, type EditedConfig } from "../../../src/app/edit-config.ts";
import { validateConfigFile } from "../../../src/app/validate-config.ts";
import { testPlace, type TestPlace } from "./config-place.ts";
import { failure } from "./failure.ts";

describe("editConfig", () => {
  let place: TestPlace;
  let script = "";
  beforeEach(() => {
    place = testPlace();
    script = join(place.cacheFolder, "../my editor.mjs");
  });
  afterEach(() => {
    place.remove();
  });

  /** An editor that runs this code with `file` and `text`, its earlier content. */
  async function edit(code: string, options: Partial<EditOptions> = {}, env: Record<string, string> = {}): Promise<EditedConfig> {
    const head = 'import { readFileSync, writeFileSync, appendFileSync } from "node:fs";\nconst file = process.argv.at(-1);\nconst text = readFileSync(file, "utf8");\n';
    writeFileSync(script, head + code);
    const editor = `"${process.execPath}" '${script}' --wait`;
    return editConfig(place.with({ env: { PATH: process.env["PATH"] ?? "", EDITOR: editor, ...env } }), { layer: "user", ...options });
  }

  function beside(file: string): string[] {
    return readdirSync(dirname(file)).filter((name) => name !== "config.schema.json").toSorted();
  }

  it("puts what was edited in the file's place, keeps its mode, and leaves nothing beside it", async () => {
    place.put(place.userFile, "# mine\nmodel: a/b\n");
    expect(await edit('writeFileSync(file, text.replace("a/b", "c/d"));')).to.deep.equal({ file: place.userFile, changed: true, warnings: [] });
    expect(readFileSync(place.userFile, "utf8")).to.equal("# mine\nmodel: c/d\n");
    expect(statSync(place.userFile).mode & 0o777).to.equal(0o644);
    expect(beside(place.userFile)).to.deep.equal(["config.yaml"]);
  });

  it("begins a new file with a template that is valid and names its schema, which lies beside it", async () => {
    await edit('appendFileSync(file, "model: a/b\\n");');
    const text = readFileSync(place.userFile, "utf8");
    const schema = /^# yaml-language-server: \$schema=(.*)$/m.exec(text)?.[1] ?? "";
    const published: unknown = JSON.parse(readFileSync(join(dirname(place.userFile), schema), "utf8"));
    expect(published).to.have.nested.property("properties.plugins.properties.openai.properties.apiKey");
    await validateConfigFile(place, place.userFile);
    expect(statSync(place.userFile).mode & 0o777).to.equal(0o600);
  });

  it("does nothing where nothing was changed, and makes no file", async () => {
    expect(await edit("", { layer: "project" })).to.include({ changed: false });
    expect(existsSync(dirname(place.projectFile))).to.equal(false);
  });

  it("offers to edit again as long as there are problems", async () => {
    const heard: string[] = [];
    const again = async (problems: readonly { readonly message: string }[]): Promise<boolean> => {
      heard.push(...problems.map(({ message }) => message));
      return Promise.resolve(true);
    };
    const code = 'writeFileSync(file, text.includes("modle") ? "model: a/b\\n" : "modle: a/b\\n");';
    expect(await edit(code, { again })).to.include({ changed: true });
    expect(heard).to.deep.equal(['unknown key "modle". Did you mean "model"?']);
    expect(readFileSync(place.userFile, "utf8")).to.equal("model: a/b\n");
  });

  it("leaves the file as it was where problems are left, and keeps what was written", async () => {
    place.put(place.userFile, "model: a/b\n");
    const kept = join(dirname(place.userFile), "config.rejected.yaml");
    const error = await failure(edit('writeFileSync(file, "model: [\\n");'));
    expect(error.code).to.equal("invalid-input");
    expect(error.message).to.contain(`${place.userFile}:`).and.to.contain("stays as it was");
    expect(error.actions.join()).to.contain(kept);
    expect(readFileSync(place.userFile, "utf8")).to.equal("model: a/b\n");
    expect(readFileSync(kept, "utf8")).to.equal("model: [\n");
    expect(beside(place.userFile)).to.deep.equal(["config.rejected.yaml", "config.yaml"]);
  });

  it("checks by the rules of a project's file, and by the organisation's locks", async () => {
    expect((await failure(edit('writeFileSync(file, "permissions: {mode: bypass}\\n");', { layer: "project" }))).message).to.contain("a project's file can't set");
    const organisation = join(place.folders.config, "../org.yaml");
    place.put(organisation, "log: {level: warn}\nlocked: [log]\n");
    const env = { AINATIVE_CODE_ORG_CONFIG: organisation };
    expect((await failure(edit('writeFileSync(file, "log: {level: trace}\\n");', {}, env))).message).to.contain("locked by your organisation");
    expect(await edit('writeFileSync(file, "log: {level: warn}\\n");', {}, env)).to.include({ changed: true });
  });

  it("does not overwrite what somebody else has written meanwhile", async () => {
    place.put(place.userFile, "model: a/b\n");
    const code = `writeFileSync(${JSON.stringify(place.userFile)}, "model: theirs/m\\n"); writeFileSync(file, "model: mine/m\\n");`;
    expect((await failure(edit(code))).code).to.equal("stale-state");
    expect(readFileSync(place.userFile, "utf8")).to.equal("model: theirs/m\n");
    expect(readFileSync(join(dirname(place.userFile), "config.rejected.yaml"), "utf8")).to.equal("model: mine/m\n");
  });

  it("makes the file the user's alone where a secret was written into it", async () => {
    place.put(place.userFile, "model: a/b\n");
    await edit('appendFileSync(file, "plugins: {openai: {apiKey: sk-1}}\\n");');
    expect(statSync(place.userFile).mode & 0o777).to.equal(0o600);
  });

  it("takes $VISUAL first, and tells an editor that is missing, fails, or needs a shell", async () => {
    place.put(place.userFile, "model: a/b\n");
    const missing = await failure(edit("", {}, { VISUAL: "no-such-editor -w" }));
    expect(missing).to.include({ code: "not-configured", message: "The editor no-such-editor can't be started." });
    expect((await failure(edit('writeFileSync(file, "x"); process.exit(3);'))).message).to.contain("ended with 3, so nothing is changed");
    expect((await failure(edit("", {}, { VISUAL: "vi; rm -rf /" }))).message).to.equal(
      "The variable VISUAL is a command that has a ; outside single quotes, and no shell runs it.",
    );
    expect(beside(place.userFile)).to.deep.equal(["config.yaml"]);
  });
});
