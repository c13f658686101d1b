import type { JsonSchema, PluginManifest } from "@ainative-code/sdk";
import { memberSchema } from "../../core/config/config-family.ts";
import { isRecord } from "../../core/config/is-record.ts";
import type { ReportBook } from "../../core/verify/report.ts";
import { checkSchema } from "../../infra/schema/check-schema.ts";
import { readPluginSchemas } from "../plugin-schemas.ts";
import { reasonOf } from "./subject.ts";

interface Described {
  readonly name: string;
  readonly version: string;
  readonly root: string;
}

/** Reads the schema of a plugin's settings and looks at it together with the plugin's rights. Gives it back. */
export async function checkSettings(plugin: Described, manifest: PluginManifest, book: ReportBook): Promise<JsonSchema> {
  const told = manifest.settings === undefined ? undefined : await readSchema(plugin, manifest, book);
  const schema = told ?? {};
  const members = isRecord(schema["properties"]) ? schema["properties"] : {};
  checkRights(manifest, members, book);
  if (told !== undefined) {
    checkDefaults(schema, members, manifest.settings ?? "", book);
    book.check("settings", `${Object.keys(members).length} settings`);
  }
  return schema;
}

async function readSchema(
  { name, version, root }: Described,
  manifest: PluginManifest,
  book: ReportBook,
): Promise<JsonSchema | undefined> {
  const facts = { name, version, root, ainative: undefined };
  const schemas = await readPluginSchemas([{ facts, manifest }], ({ message }) =>
    book.add("unusable", "settings", manifest.settings ?? "", `it ${message}`),
  );
  return Object.values(schemas)[0]?.schema;
}

function checkDefaults(schema: JsonSchema, members: Readonly<Record<string, unknown>>, file: string, book: ReportBook): void {
  const defaults = Object.entries(members).flatMap(([name, member]) =>
    isRecord(member) && "default" in member ? [[name, member["default"]] as const] : [],
  );
  try {
    const { required: _, ...open } = schema;
    for (const { message } of checkSchema(open, Object.fromEntries(defaults))) book.add("broken", "settings", file, `its defaults do not fit it: ${message}`);
  } catch (thrown) {
    book.add("unusable", "settings", file, `nothing can be checked by it: ${reasonOf(thrown)}`);
  }
}

/** `databases.*.password`: a setting of the members of a map. */
function isSetting(name: string, members: Readonly<Record<string, unknown>>): boolean {
  const [map = "", inner = ""] = name.split(".*.");
  const schema = members[map];
  if (inner === "") return schema !== undefined;
  const own = isRecord(schema) ? memberSchema(schema)?.["properties"] : undefined;
  return isRecord(own) && own[inner] !== undefined;
}

function checkRights(
  { rights, providers = [] }: PluginManifest,
  members: Readonly<Record<string, unknown>>,
  book: ReportBook,
): void {
  const { hosts = [], secrets = [] } = rights ?? {};
  for (const pattern of hosts) {
    const key = /^config:([^:]*)/.exec(pattern)?.[1];
    if (key !== undefined && members[key] === undefined) book.add("broken", "rights", pattern, `there is no setting "${key}"`);
  }
  for (const secret of secrets.filter((name) => !isSetting(name, members))) {
    book.add("broken", "rights", secret, "the secret is no setting, so nobody can set it");
  }
  for (const { id, secrets: needed = [] } of providers) {
    // A need that any one of several meets names them with a stroke between.
    const names = needed.flatMap((need) => need.split("|"));
    for (const secret of names.filter((name) => !secrets.includes(name))) book.add("broken", "rights", id, `it needs the secret "${secret}", which rights.secrets does not name`);
  }
}
