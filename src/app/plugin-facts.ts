import { pathToFileURL } from "node:url";
import type { Config } from "@ainative-code/sdk/oclif";
import type { Contribution, PluginFacts } from "../core/plugins/contributions.ts";
import { within } from "./within.ts";

/** A module that takes longer has an `await` that never ends. */
const importLimitMs = 10_000;

/** The installed plugins as oclif has read them: bundled, the user's and linked ones; nothing of theirs is run. */
export function pluginFacts(config: Config): readonly PluginFacts[] {
  return [...config.plugins.values()].map((plugin) => {
    const ainative: unknown = Reflect.get(plugin.pjson, "ainative");
    return { name: plugin.name, version: plugin.version, root: plugin.root, ainative };
  });
}

/** Imports the module of a contribution from its plugin's folder. */
export async function importDefault(config: Config, contribution: Contribution): Promise<unknown> {
  const plugin = config.plugins.get(contribution.plugin);
  if (plugin === undefined || contribution.module === undefined) throw new Error("is not installed any more");
  const root = plugin.root.endsWith("/") ? plugin.root : `${plugin.root}/`;
  const loaded: unknown = await within(importLimitMs, import(new URL(contribution.module, pathToFileURL(root)).href));
  return typeof loaded === "object" && loaded !== null && "default" in loaded ? loaded.default : undefined;
}
