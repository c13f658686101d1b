import { setImmediate } from "node:timers/promises";

/** What a plugin did past its host. */
export interface PluginReach {
  /** Where it asked for a connection to. */
  readonly connections: readonly string[];
  /** The variables of the environment that its files asked for; `*` for all. */
  readonly variables: readonly string[];
  /** What was thrown where nobody could catch it. */
  readonly uncaught: readonly unknown[];
}

/** Runs what runs the code of a plugin, and lets none of it out of this process by a connection. */
export async function pluginReach(root: string, run: () => Promise<void>): Promise<PluginReach> {
  const { watchReach } = await import("@ainative-code/test-kit/conformance");
  using reach = watchReach(root);
  await run();
  // What was begun and not waited for, such as a request while a module is loaded, gets as far as to ask for its connection.
  for (let turn = 0; turn < 3; turn += 1) await setImmediate();
  return { connections: [...reach.connections], variables: [...reach.variables], uncaught: [...reach.uncaught] };
}
