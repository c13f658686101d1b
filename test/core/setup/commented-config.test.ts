import { expect } from "chai";
import { configSchemaOf } from "../../../src/core/config/config-schema.ts";
import { commentedConfig } from "../../../src/core/setup/commented-config.ts";
import { parseYaml } from "../../../src/infra/config-files/parse-yaml.ts";
import { setYamlValue } from "../../../src/infra/config-files/edit-yaml.ts";
import { checkConfigText } from "../../../src/app/check-config-file.ts";
import { openaiSchema } from "../../app/config/config-place.ts";

const zap = { type: "object", properties: { retry: { type: "object", properties: { limit: { type: "integer", default: 3 } } } } };
const schema = configSchemaOf({ openai: { schema: openaiSchema, plugin: "o" }, "@acme/zap": { schema: zap, plugin: "@acme/zap" } });
const keys = [...schema.keys.values()];
const chosen = new Map<string, unknown>([
  ["model", "a/b:c"],
  ["permissions.mode", "plan"],
  ["plugins.openai.apiKey", "${OPENAI_API_KEY}"],
]);

/** The lines that show a key, with their comment marks taken away where there is a value to show. */
function uncommented(text: string): string {
  return text.replaceAll(/^( *)# ([\w-]+): (?=\S+$|\[\])/gm, "$1$2: ");
}

describe("commentedConfig", () => {
  it("sets nothing by itself, and shows every key there is with its description", async () => {
    const text = commentedConfig(keys, new Map());
    const checked = await checkConfigText({ file: "/f", layer: "user", text }, schema);
    expect(checked).to.deep.include({ problems: [], settings: [] });
    for (const { path, schema: { description } } of keys) {
      expect(text).to.match(new RegExp(`^ *# ${path.at(-1) ?? ""}:( |$)`, "m"));
      if (typeof description === "string") expect(text.replaceAll(/\n *# /g, " ")).to.include(description);
    }
    expect(Math.max(...text.split("\n").map((line) => line.length))).to.be.at.most(100);
  });

  it("shows each default so that the line is right when its mark is taken away", async () => {
    const text = uncommented(commentedConfig(keys, new Map()));
    const { problems, settings } = await checkConfigText({ file: "/f", layer: "user", text }, schema);
    expect(problems).to.deep.equal([]);
    const read = new Map(settings.map(({ key, value }) => [key, value]));
    const defaults = keys.filter((key) => key.schema["default"] !== undefined);
    expect(defaults.length).to.be.greaterThan(5);
    for (const { name, schema: { default: standard } } of defaults) expect(read.get(name), name).to.deep.equal(standard);
    expect(read.get("plugins.openai.apiKey")).to.equal("${OPENAI_API_KEY}");
  });

  it("sets what was chosen, in its place", () => {
    expect(parseYaml(commentedConfig(keys, chosen)).value).to.deep.equal({
      model: "a/b:c",
      permissions: { mode: "plan" },
      chat: null,
      responseCache: null,
      budget: null,
      ui: null,
      network: null,
      log: null,
      catalogue: null,
      checkpoints: null,
      hooks: null,
      mcp: null,
      sandbox: null,
      tasks: null,
      plugins: { openai: { apiKey: "${OPENAI_API_KEY}" }, "@acme/zap": { retry: null } },
    });
  });

  it("names the sections of plugins, and quotes a name that YAML would misread", () => {
    const text = commentedConfig(keys, new Map(), new Map([["openai", "OpenAI"]]));
    expect(text).to.match(/^ {2}# OpenAI\n {2}openai:\n/m).and.match(/^ {2}"@acme\/zap":\n\n? {4}retry:\n {6}# limit: 3$/m);
  });

  it("writes any text so that it is read as the same text", () => {
    for (const text of ["true", "1e3", "a: b", "#x", "- a", "@x", "", "two\nlines", "on", "x:y", "http://a.b/c?d=#e", "null", "ä", "a/b/"]) {
      expect(parseYaml(commentedConfig(keys, new Map([["model", text]]))).value, text).to.deep.include({ model: text });
    }
  });

  it("keeps every line when a value is set or changed later", () => {
    const before = commentedConfig(keys, chosen);
    const set = setYamlValue(before, ["chat", "maxTurns"], 7);
    expect(set).to.equal(before.replace("  # maxTurns: 100\n", "  # maxTurns: 100\n  maxTurns: 7\n"));
    const deep = setYamlValue(set, ["plugins", "@acme/zap", "retry", "limit"], 9);
    expect(deep).to.equal(set.replace("      # limit: 3\n", "      # limit: 3\n      limit: 9\n"));
    const changed = setYamlValue(deep, ["model"], "c/d");
    expect(changed).to.equal(deep.replace("model: a/b:c\n", "model: c/d\n"));
  });
});
