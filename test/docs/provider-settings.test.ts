import type { JsonSchema } from "@ainative-code/sdk";
import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { checkConfigText } from "../../src/app/check-config-file.ts";
import { configSchemaOf } from "../../src/core/config/config-schema.ts";
import { guardedSchema } from "../../src/core/plugins/guarded-schema.ts";

interface Package {
  readonly name: string;
  readonly ainative?: { readonly rights?: Parameters<typeof guardedSchema>[1] };
}

const plugins = new URL("../../plugins/", import.meta.url);
const pages = new URL("../../docs/providers/", import.meta.url);

function read(name: string): readonly (readonly [string, { readonly schema: JsonSchema; readonly plugin: string }])[] {
  try {
    const schema = JSON.parse(readFileSync(new URL(`${name}/settings.schema.json`, plugins), "utf8")) as Record<string, unknown>;
    const { name: plugin, ainative } = JSON.parse(readFileSync(new URL(`${name}/package.json`, plugins), "utf8")) as Package;
    return [[name, { schema: guardedSchema(schema, ainative?.rights ?? {}), plugin }]];
  } catch {
    return [];
  }
}

/** Every piece of configuration on the pages of providers, as a user would take it over. */
describe("the settings on the pages of providers", () => {
  const schema = configSchemaOf(Object.fromEntries(readdirSync(plugins).flatMap(read)));
  for (const page of readdirSync(pages)) {
    const blocks = [...readFileSync(new URL(page, pages), "utf8").matchAll(/^```yaml\n([\s\S]*?)^```/gm)];
    for (const [index, [, text = ""]] of blocks.entries()) {
      it(`can be used as they stand: ${page}, ${index + 1}`, async () => {
        const { problems, warnings, settings } = await checkConfigText({ file: page, layer: "user", text }, schema);
        expect([...problems, ...warnings]).to.deep.equal([]);
        expect(settings).not.to.deep.equal([]);
      });
    }
  }
});
