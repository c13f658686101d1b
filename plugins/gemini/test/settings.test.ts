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

describe("the settings of the gemini provider", () => {
  it("have the defaults that their schema promises, and are all read", () => {
    const settings: Readonly<Record<string, unknown>> = { ...settingsOf({}) };
    for (const [name, property] of Object.entries(schema.properties)) {
      if (name !== "apiKey") expect(settings[name], name).to.deep.equal(property.default);
    }
    expect(Object.keys(schema.properties)).to.have.members(["apiKey", ...Object.keys(settings)]);
  });

  it("keep the key out of the config, and the base URL out of a project's", () => {
    expect(schema.properties["apiKey"]).to.deep.include({ "x-secret": true, "x-env": ["GEMINI_API_KEY", "GOOGLE_API_KEY"] });
    expect(schema.properties["baseURL"]).to.deep.include({
      "x-user-only": true,
      "x-env": ["GOOGLE_GEMINI_BASE_URL", "GEMINI_BASE_URL"],
      default: defaultBaseURL,
    });
    const hosts = ["generativelanguage.googleapis.com", "config:baseURL"];
    expect(manifest.ainative.rights).to.deep.equal({ hosts, secrets: ["apiKey"] });
  });

  it("fall back to the defaults where a value is of a wrong type", () => {
    const wrong = { keyHeader: "cookie", thoughts: "no", models: "x", safetySettings: [{ category: 1 }, "x"], baseURL: "" };
    expect(settingsOf(wrong)).to.deep.equal(settingsOf({}));
  });

  it("pass the vendor's filters on", () => {
    const setting = { category: "HARM_CATEGORY_HARASSMENT", threshold: "BLOCK_NONE" };
    expect(settingsOf({ safetySettings: [setting] }).safetySettings).to.deep.equal([setting]);
  });
});
