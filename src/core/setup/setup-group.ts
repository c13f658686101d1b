import type { JsonSchema } from "@ainative-code/sdk";
import type { ConfigKey } from "../config/config-key.ts";
import { keysOf } from "../config/config-key.ts";
import type { PluginSchemas } from "../config/config-schema.ts";
import { isRecord } from "../config/is-record.ts";

/**
 * Settings of one plugin that setup asks for. A plugin marks each one in its schema by `x-setup: {title?, order?}`; on
 * the schema itself the mark gives the title and the place of the whole section, and with `test` a module inside the
 * package whose default export tries them out: `(host, signal) => Promise<string | void>`, a throw for "does not work".
 */
export interface SetupGroup {
  readonly plugin: string;
  /** The plugin's section, as in `plugins.SECTION`. */
  readonly section: string;
  readonly title: string;
  readonly questions: readonly SetupQuestion[];
  readonly test: string | undefined;
}

export interface SetupQuestion {
  readonly key: ConfigKey;
  readonly title: string;
}

interface Mark {
  readonly title: string | undefined;
  readonly order: number;
  readonly test: string | undefined;
}

/** The groups of all plugins in the order they want to be asked in, then by name. */
export function setupGroups(plugins: PluginSchemas): readonly SetupGroup[] {
  return Object.entries(plugins)
    .map(([section, { schema, plugin }]) => ({ order: markOf(schema)?.order ?? last, group: groupOf(section, plugin, schema) }))
    .filter(({ group }) => group.questions.length > 0)
    .toSorted((a, b) => a.order - b.order || (a.group.section < b.group.section ? -1 : 1))
    .map(({ group }) => group);
}

const last = Number.MAX_SAFE_INTEGER;

function groupOf(section: string, plugin: string, schema: JsonSchema): SetupGroup {
  const marked = keysOf(schema, ["plugins", section]).flatMap((key) => {
    const mark = markOf(key.schema);
    return mark === undefined ? [] : [{ order: mark.order, question: { key, title: mark.title ?? titleOf(key) } }];
  });
  const own = markOf(schema);
  return {
    plugin,
    section,
    title: own?.title ?? textOr(schema["title"]) ?? section,
    questions: marked.toSorted((a, b) => a.order - b.order).map(({ question }) => question),
    test: own?.test,
  };
}

function markOf(schema: JsonSchema): Mark | undefined {
  const mark = schema["x-setup"];
  if (!isRecord(mark)) return undefined;
  const { title, order, test } = { title: textOr(mark["title"]), order: mark["order"], test: textOr(mark["test"]) };
  const isInside = test !== undefined && test.startsWith("./") && !test.split("/").includes("..");
  return { title, order: typeof order === "number" ? order : last, test: isInside ? test : undefined };
}

function titleOf({ schema, name }: ConfigKey): string {
  return textOr(schema["title"]) ?? name;
}

function textOr(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
