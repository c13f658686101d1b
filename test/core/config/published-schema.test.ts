import { expect } from "chai";
import { readFileSync } from "node:fs";
import { Validator } from "@cfworker/json-schema";
import { configSchemaOf } from "../../../src/core/config/config-schema.ts";
import { publishedSchema } from "../../../src/core/config/published-schema.ts";

const plugin = { type: "object", $schema: "x:y", required: ["url"], properties: { url: { type: "string" }, retries: { type: "integer" } } };

function accepts(schema: object, value: unknown): boolean {
  return new Validator(schema, "2020-12").validate(value).valid;
}

describe("publishedSchema", () => {
  const schema = publishedSchema(configSchemaOf({ zap: { schema: plugin, plugin: "@acme/zap" } }));

  it("checks the core's keys and those of each plugin in its section", () => {
    expect(accepts(schema, { model: "a/b", plugins: { zap: { retries: 2 } } })).to.equal(true);
    expect(accepts(schema, { modle: "a/b" })).to.equal(false);
    expect(accepts(schema, { plugins: { zap: { retries: "2" } } })).to.equal(false);
    expect(accepts(schema, { plugins: { zap: { retry: 2 } } })).to.equal(false);
  });

  it("lets the section of a plugin that is not installed be", () => {
    expect(accepts(schema, { plugins: { absent: { anything: 1 } } })).to.equal(true);
  });

  it("is published with the bundled plugins in docs/, and every example of the docs fits it", async () => {
    const published = JSON.parse(readFileSync(new URL("../../../docs/config.schema.json", import.meta.url), "utf8")) as object;
    expect(published).to.have.nested.property("properties.plugins.properties.openai.properties.baseURL.x-user-only", true);
    const page = readFileSync(new URL("../../../docs/configuration.md", import.meta.url), "utf8");
    const { parse } = await import("yaml");
    const examples = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, text]) => text ?? "").filter((text) => !text.includes("locked:"));
    expect(examples).not.to.deep.equal([]);
    for (const example of examples) expect(accepts(published, parse(example) ?? {}), example).to.equal(true);
  });
});
