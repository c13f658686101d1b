import { AinError } from "./error.ts";
import type { Host } from "./host.ts";

/** Set by the host at boot, read by `hostOf`: the only global of the contract. */
export interface HostGlobal {
  /** The host scoped to one plugin, by its package name. */
  hostFor(plugin: string): Host;
}

const key = Symbol.for("ainative-code.host.1");

/** The host of the plugin that an oclif command belongs to. Throws `plugin` when it runs outside ainative-code. */
export function hostOf(command: object): Host {
  const host: unknown = Reflect.get(globalThis, key);
  const plugin = pluginName(command);
  if (!isHostGlobal(host) || plugin === undefined) {
    throw new AinError("plugin", "This command works inside ainative-code only.", {
      actions: ["Install its plugin: ainative-code plugins install NAME"],
    });
  }
  return host.hostFor(plugin);
}

/** oclif keeps the plugin of a loaded command class in its static `plugin`, and its name in `pluginName`. */
function pluginName(command: object): string | undefined {
  const loaded: unknown = Reflect.get(command.constructor, "plugin");
  if (typeof loaded === "object" && loaded !== null && "name" in loaded && typeof loaded.name === "string") return loaded.name;
  const name: unknown = Reflect.get(command.constructor, "pluginName");
  return typeof name === "string" ? name : undefined;
}

function isHostGlobal(value: unknown): value is HostGlobal {
  return typeof value === "object" && value !== null && "hostFor" in value && typeof value.hostFor === "function";
}
