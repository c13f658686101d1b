import { hostGlobal, pluginOfCommand } from "../host-global.ts";

/** Resolves when the host of a command can be used. Outside ainative-code there is nothing to wait for. */
export async function hostReady(command: object): Promise<void> {
  const plugin = pluginOfCommand(command);
  if (plugin !== undefined) await hostGlobal()?.ready?.(plugin);
}
