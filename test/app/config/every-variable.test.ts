import { expect } from "chai";
import { readFileSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import type { JsonSchema } from "@ainative-code/sdk";
import { loadConfig } from "../../../src/app/config.ts";
import type { ConfigKey } from "../../../src/core/config/config-key.ts";
import { configSchemaOf, type PluginSchemas } from "../../../src/core/config/config-schema.ts";
import { testPlace, type TestPlace } from "./config-place.ts";

const folder = new URL("../../../plugins/", import.meta.url);
const plugins: PluginSchemas = Object.fromEntries(
  readdirSync(folder).flatMap((name) => {
    const file = new URL(`${name}/settings.schema.json`, folder);
    try {
      return [[basename(name), { schema: JSON.parse(readFileSync(file, "utf8")) as JsonSchema, plugin: `@ainative-code/plugin-${name}` }]];
    } catch {
      return [];
    }
  }),
);

/** A text for a variable and the value that it has to become; another one than the default. */
function sample({ schema, name }: ConfigKey): readonly [text: string, value: unknown] {
  const { default: standard, type, minimum = 0 } = schema;
  if (Array.isArray(schema["enum"])) {
    const word: unknown = schema["enum"].find((one) => one !== standard);
    return [String(word), word];
  }
  if (type === "boolean") return standard === true ? ["false", false] : ["true", true];
  if (type === "number" && schema["maximum"] === 1) return ["0.25", 0.25];
  if (typeof schema["maximum"] === "number" && type === "integer") return [String(schema["maximum"]), schema["maximum"]];
  if (type === "integer" || type === "number") return [String(Number(minimum) + 7), Number(minimum) + 7];
  const example: unknown = Array.isArray(schema["examples"]) ? schema["examples"][0] : undefined;
  if (typeof example === "object" && example !== null) return [JSON.stringify(example), example];
  if (type === "array") return ["one, two", ["one", "two"]];
  if (type === "object") return ['{"X-One": "1"}', { "X-One": "1" }];
  const text = [`${name.replaceAll(".", "-")}/x`, "https://host.example:8443/v1", "10m", "/some/file", "2025-04-01-preview"].find((one) => fits(one, schema));
  if (text === undefined) throw new Error(`this test has no sample for ${name}: ${JSON.stringify(schema)}`);
  return [text, text];
}

function fits(text: string, { pattern, format }: JsonSchema): boolean {
  return (typeof pattern !== "string" || new RegExp(pattern, "u").test(text)) && (format !== "uri" || URL.canParse(text));
}

describe("every setting", () => {
  const keys = [...configSchemaOf(plugins).keys.values()];
  let place: TestPlace;
  before(() => {
    place = testPlace();
  });
  after(() => {
    place.remove();
  });

  it("has a variable of its own, which no other has", () => {
    const own = keys.map(({ variables }) => variables[0]);
    expect(new Set(own).size).to.equal(keys.length);
    for (const name of own) expect(name).to.match(/^AINATIVE_CODE_[A-Z0-9]+(_[A-Z0-9]+)*$/);
  });

  for (const key of keys) {
    it(`${key.name} is set by its variable, with the right type`, async () => {
      const [text, value] = sample(key);
      const variable = key.variables[0] ?? "";
      const config = await loadConfig(place.with({ env: { [variable]: text }, plugins }));
      expect(config.source(key.name)).to.deep.equal({ layer: "env", variable });
      const [top = "", section = "", ...rest] = key.path;
      if (key.secret) expect(config.secret(section, rest.join("."))?.text).to.equal(value);
      else if (top === "plugins") expect(config.section(section)).to.have.deep.nested.property(rest.join("."), value);
      else expect(config.core).to.have.deep.nested.property(key.name, value);
    });
  }
});
