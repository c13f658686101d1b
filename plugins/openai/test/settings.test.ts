import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { defaultBaseURL, settingsOf } from "../src/settings.ts";

interface Property {
  readonly default?: unknown;
  readonly [key: string]: unknown;
}

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../settings.schema.json"), "utf8")) as {
  readonly properties: Readonly<Record<string, Property>>;
};

describe("the settings of the openai provider", () => {
  it("have the defaults that their schema promises", () => {
    const settings: Readonly<Record<string, unknown>> = { ...settingsOf({ config: {} }) };
    for (const [name, property] of Object.entries(schema.properties)) {
      if (name !== "apiKey") expect(settings[name], name).to.deep.equal(property.default);
    }
  });

  it("keep the key out of the config, and the base URL out of a project's", () => {
    expect(schema.properties["apiKey"]).to.include({ "x-secret": true });
    expect(schema.properties["baseURL"]).to.include({ "x-user-only": true, default: defaultBaseURL });
  });

  it("fall back to the defaults where a value is of a wrong type", () => {
    const wrong = settingsOf({ config: { api: "grpc", models: "x", maxTokensField: 5, organization: "" } });
    expect(wrong).to.deep.equal(settingsOf({ config: {} }));
  });
});
