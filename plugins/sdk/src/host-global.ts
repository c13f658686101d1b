import type { Host } from "./host.ts";

/** Set by the host at boot, read by `hostOf`: the only global of the contract. */
export interface HostGlobal {
  /** The host scoped to one plugin, by its package name. */
  hostFor(plugin: string): Host;
  /**
   * Reads what the members of that plugin's host have to know, its settings above all. It never rejects: what went wrong
   * is thrown by the member that needs it.
   */
  ready?(plugin: string): Promise<void>;
}

const key = Symbol.for("ainative-code.host.1");

/** `undefined` outside ainative-code. */
export function hostGlobal(): HostGlobal | undefined {
  const host: unknown = Reflect.get(globalThis, key);
  return isHostGlobal(host) ? host : undefined;
}

/** oclif keeps the plugin of a loaded command class in its static `plugin`, and its name in `pluginName`. */
export function pluginOfCommand(command: object): string | undefined {
  const loaded: unknown = Reflect.get(command.constructor, "plugin");
  if (typeof loaded === "object" && loaded !== null && "name" in loaded && typeof loaded.name === "string") return loaded.name;
  const name: unknown = Reflect.get(command.constructor, "pluginName");
  return typeof name === "string" ? name : undefined;
}

function isHostGlobal(value: unknown): value is HostGlobal {
  return typeof value === "object" && value !== null && "hostFor" in value && typeof value.hostFor === "function";
}
