import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import manifest from "../package.json" with { type: "json" };
import { defaultBaseURL, settingsOf } from "../src/settings.ts";

interface Property {
  readonly default?: unknown;
  readonly [key: string]: unknown;
}

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../settings.schema.json"), "utf8")) as {
  readonly properties: Readonly<Record<string, Property>>;
};

describe("the settings of the anthropic provider", () => {
  it("have the defaults that their schema promises, and are all read", () => {
    const settings: Readonly<Record<string, unknown>> = { ...settingsOf({}) };
    for (const [name, property] of Object.entries(schema.properties)) {
      if (name !== "apiKey") expect(settings[name], name).to.deep.equal(property.default);
    }
    expect(Object.keys(schema.properties)).to.have.members(["apiKey", ...Object.keys(settings)]);
  });

  it("keep the key out of the config, and the base URL out of a project's", () => {
    expect(schema.properties["apiKey"]).to.deep.include({ "x-secret": true, "x-env": ["ANTHROPIC_API_KEY"] });
    expect(schema.properties["baseURL"]).to.deep.include({
      "x-user-only": true,
      "x-env": ["ANTHROPIC_BASE_URL"],
      default: defaultBaseURL,
    });
    expect(manifest.ainative.rights).to.deep.equal({ hosts: ["api.anthropic.com", "config:baseURL"], secrets: ["apiKey"] });
  });

  it("fall back to the defaults where a value is of a wrong type", () => {
    const wrong = { apiVersion: "2020-01-01", models: "x", betas: [1, ""], maxTokens: -1, cache: 5, keyHeader: "x" };
    expect(settingsOf({ ...wrong, thinking: null })).to.deep.equal(settingsOf({}));
  });
});
