import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { settingsOf } from "../src/settings.ts";

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../settings.schema.json"), "utf8")) as {
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

describe("the settings of the azure provider", () => {
  it("have the defaults that their schema promises", () => {
    const settings: Readonly<Record<string, unknown>> = { ...settingsOf({}), deployments: {} };
    for (const [name, property] of Object.entries(schema.properties)) {
      if (property["x-secret"] !== true) expect(settings[name], name).to.deep.equal(property["default"]);
    }
    expect(settingsOf({}).deployments.size).to.equal(0);
  });

  it("keep key and token out of the config, and the resource out of a project's", () => {
    for (const name of ["apiKey", "token"]) expect(schema.properties[name]).to.include({ "x-secret": true });
    expect(schema.properties["baseURL"]).to.include({ "x-user-only": true });
  });

  it("take deployments as names, or with a wire format, and pass over what is neither", () => {
    const { deployments } = settingsOf({
      deployments: { a: "x", b: { name: "y", api: "chat" }, c: { api: "chat" }, d: 5, e: " " },
    });
    expect([...deployments]).to.deep.equal([
      ["a", { name: "x", api: undefined }],
      ["b", { name: "y", api: "chat" }],
    ]);
  });

  it("fall back to the defaults where a value is of a wrong type", () => {
    const wrong = settingsOf({ api: "grpc", models: "x", maxTokensField: 5, apiVersion: "", deployments: ["a"] });
    expect(wrong).to.deep.equal(settingsOf({}));
  });
});
