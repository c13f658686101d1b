import { AinError } from "@ainative-code/sdk";
import { toolInputOf } from "@ainative-code/sdk/command";
import { Plugin } from "@ainative-code/sdk/oclif";
import { resolve } from "node:path";
import { sortedJson } from "./sorted-json.ts";

/**
 * The text of a package's `oclif.manifest.json`: what oclif reads of its built commands instead of loading them, and for
 * each one with `static tool` the JSON Schema of its input. The same package gives the same text everywhere. Throws
 * `plugin` where a command can't be loaded.
 */
export async function manifestOf(packageFolder: string): Promise<string> {
  const plugin = new Plugin({
    root: resolve(packageFolder),
    type: "core",
    ignoreManifest: true,
    errorOnManifestCreate: true,
    respectNoCacheDefault: true,
  });
  try {
    await plugin.load();
    for (const [id, command] of Object.entries(plugin.manifest.commands)) {
      const loaded = await plugin.findCommand(id, { must: true });
      const tool: unknown = Reflect.get(loaded, "tool");
      if (typeof tool === "object" && tool !== null) command["tool"] = { ...tool, input: toolInputOf(loaded) };
    }
  } catch (error) {
    throw new AinError("plugin", `The commands of ${packageFolder} can't be loaded: ${reasonOf(error)}`, {
      actions: ["Build the package first."],
      cause: error,
    });
  }
  return sortedJson(plugin.manifest);
}

/** oclif keeps which command it was beside the message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const detail = "detail" in error && typeof error.detail === "string" ? error.detail : "";
  const command = /^task: findCommand \((.*)\)$/m.exec(detail)?.[1];
  return command === undefined ? error.message : `${command}: ${error.message}`;
}
