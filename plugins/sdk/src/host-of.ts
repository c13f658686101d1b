import { AinError } from "./error.ts";
import { hostGlobal, pluginOfCommand } from "./host-global.ts";
import type { Host } from "./host.ts";

export type { HostGlobal } from "./host-global.ts";

/** The host of the plugin that an oclif command belongs to. Throws `plugin` when it runs outside ainative-code. */
export function hostOf(command: object): Host {
  const host = hostGlobal();
  const plugin = pluginOfCommand(command);
  if (host === undefined || plugin === undefined) {
    throw new AinError("plugin", "This command works inside ainative-code only.", {
      actions: ["Install its plugin: ainative-code plugins install NAME"],
    });
  }
  return host.hostFor(plugin);
}
