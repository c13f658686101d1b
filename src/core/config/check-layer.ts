import { AinError, type JsonSchema } from "@ainative-code/sdk";
import { closedSchema } from "./closed-schema.ts";
import type { ConfigSchema } from "./config-schema.ts";
import { didYouMean } from "./did-you-mean.ts";
import { isRecord } from "./is-record.ts";
import { pointerOf, segmentsOf } from "./json-pointer.ts";
import { lockableSchema, lockViolations } from "./locks.ts";
import { projectViolations } from "./project-rules.ts";
import type { SchemaCheck, Violation } from "./schema-check.ts";
import type { FileLayerName } from "./setting.ts";
import { withoutEmpty } from "./without-empty.ts";

export interface CheckedLayer {
  readonly violations: readonly Violation[];
  /** Sections of plugins that are not installed: kept, not used, worth a word. */
  readonly unused: readonly Violation[];
}

/** Checks the tree of one file against everything that can be set. Throws `plugin` where a plugin's schema is unusable. */
export function checkLayer(tree: unknown, schema: ConfigSchema, check: SchemaCheck, layer: FileLayerName): CheckedLayer {
  const core = layer === "organisation" ? lockableSchema(schema.core) : schema.core;
  const violations = [...check(core, withoutEmpty(tree, core))].map((found) => withFullName(found, schema));
  const unused: Violation[] = [];
  const sections = isRecord(tree) && isRecord(tree["plugins"]) ? tree["plugins"] : {};
  for (const [name, section] of Object.entries(sections)) {
    const plugin = Object.hasOwn(schema.plugins, name) ? schema.plugins[name] : undefined;
    const path = pointerOf(["plugins", name]);
    if (plugin === undefined) {
      const close = didYouMean(
        name,
        Object.keys(schema.plugins).filter((known) => !Object.hasOwn(sections, known)),
      );
      if (close === undefined)
        unused.push({ path, keyword: "unused", message: `no installed plugin reads the section "${name}".` });
      else
        violations.push({ path, keyword: "additionalProperties", message: `unknown plugin "${name}". Did you mean "${close}"?` });
    } else if (isRecord(section)) {
      violations.push(...checkSection(closedSchema(plugin.schema), section, path, check, plugin.plugin));
    }
  }
  if (layer === "project") violations.push(...projectViolations(tree, schema.keys.of(tree).values()));
  if (layer === "organisation") violations.push(...lockViolations(tree, schema));
  return { violations, unused };
}

function checkSection(
  schema: JsonSchema,
  section: unknown,
  path: string,
  check: SchemaCheck,
  plugin: string,
): readonly Violation[] {
  try {
    return check(schema, withoutEmpty(section, schema), path);
  } catch (cause) {
    throw new AinError("plugin", `The settings schema of ${plugin} can't be used.`, {
      actions: [`Update the plugin: ainative-code plugins update`, `Or remove it: ainative-code plugins uninstall ${plugin}`],
      cause,
    });
  }
}

/** A key that stands in the wrong group: `maxTurns` at the top is told to be `chat.maxTurns`. */
function withFullName(found: Violation, schema: ConfigSchema): Violation {
  if (found.keyword !== "additionalProperties" || found.message.includes("Did you mean")) return found;
  const name = segmentsOf(found.path).at(-1) ?? "";
  const full = [...schema.keys.values()].find((key) => key.path.at(-1)?.toLowerCase() === name.toLowerCase());
  return full === undefined ? found : { ...found, message: `${found.message} Did you mean "${full.name}"?` };
}
