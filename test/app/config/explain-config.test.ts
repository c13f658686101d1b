import { expect } from "chai";
import { join } from "node:path";
import { explainConfig } from "../../../src/app/explain-config.ts";
import { explanationText } from "../../../src/print/explanation.ts";
import { testPlace, type TestPlace } from "./config-place.ts";

describe("explainConfig", () => {
  let place: TestPlace;
  beforeEach(() => {
    place = testPlace();
  });
  afterEach(() => {
    place.remove();
  });

  it("shows every place that sets a key, and which one wins", async () => {
    const organisation = join(place.folders.config, "../org.yaml");
    place.put(organisation, "chat: {maxTurns: 1}\n");
    place.put(place.userFile, "# mine\nchat:\n  maxTurns: 2\n");
    place.put(place.projectFile, "chat: {maxTurns: 3}\n");
    const env = { AINATIVE_CODE_CHAT_MAX_TURNS: "4", AINATIVE_CODE_ORG_CONFIG: organisation };
    const { value, why, settings, ...rest } = await explainConfig({ ...place.with({ env }), overrides: { "chat.maxTurns": "5" } }, "chat.maxTurns");
    expect(value).to.equal(5);
    expect(settings).to.deep.equal([
      { layer: "flag", value: 5, wins: true },
      { layer: "env", variable: "AINATIVE_CODE_CHAT_MAX_TURNS", value: 4, wins: false },
      { layer: "project", file: place.projectFile, line: 1, column: 8, value: 3, wins: false },
      { layer: "user", file: place.userFile, line: 3, column: 3, value: 2, wins: false },
      { layer: "organisation", file: organisation, line: 1, column: 8, value: 1, wins: false },
      { layer: "default", value: 100, wins: false },
    ]);
    expect(why).to.equal(
      "The strongest place wins: flags win over variables, the project's file, your file, the organisation's file, the default.",
    );
    expect(rest).to.deep.equal({
      key: "chat.maxTurns",
      description: "Requests to the model that one prompt may lead to.",
      default: 100,
      accepts: "whole number",
      secret: false,
      variables: ["AINATIVE_CODE_CHAT_MAX_TURNS"],
      warnings: [],
    });
  });

  it("shows a vendor's variable below the key's own, and no secret", async () => {
    place.put(place.userFile, "plugins: {openai: {apiKey: sk-in-file}}\n");
    const env = { OPENAI_API_KEY: "sk-vendor", AINATIVE_CODE_PLUGINS_OPENAI_API_KEY: "sk-own" };
    const explained = await explainConfig(place.with({ env }), "plugins.openai.apiKey");
    expect(explained.settings.map(({ variable, layer, wins }) => [variable ?? layer, wins])).to.deep.equal([
      ["AINATIVE_CODE_PLUGINS_OPENAI_API_KEY", true],
      ["OPENAI_API_KEY", false],
      ["user", false],
    ]);
    expect(JSON.stringify(explained) + explanationText(explained)).not.to.contain("sk-");
  });

  it("says that nothing sets a key, and that joined lists hold together", async () => {
    const unset = await explainConfig(place, "model");
    expect(unset).to.include({ value: undefined, why: "Nothing sets it, and it has no default." });
    expect((await explainConfig(place, "log.level")).settings).to.deep.equal([{ layer: "default", value: "info", wins: true }]);
    place.put(place.userFile, "permissions: {deny: [a]}\n");
    place.put(place.projectFile, "permissions: {deny: [b]}\n");
    const joined = await explainConfig(place, "permissions.deny");
    expect(joined).to.deep.include({ value: ["b", "a"], why: "The lists of all layers hold together." });
    expect(joined.settings.map(({ wins }) => wins)).to.deep.equal([true, true, false]);
  });

  it("explains in a configuration with problems too, and tells them", async () => {
    place.put(place.userFile, "modle: a/b\nlog: {level: loud}\n");
    const { warnings, settings } = await explainConfig(place, "log.level");
    expect(warnings).to.have.length(2);
    expect(settings[0]).to.deep.include({ layer: "user", value: "loud", line: 2 });
  });

  it("prints it for a person", async () => {
    place.put(place.userFile, "model: a/b\n");
    expect(explanationText(await explainConfig(place, "model"))).to.equal(
      [
        "model = a/b",
        "Your file sets it, and nothing else does.",
        "",
        `> user  a/b  ${place.userFile}:1:1`,
        "",
        "The model that answers, as `provider/model`.",
        "",
        "Takes: text",
        "Default: (none)",
        "Variables: AINATIVE_CODE_MODEL",
      ].join("\n"),
    );
  });
});
