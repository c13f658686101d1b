import { isAinError, toAinError } from "@ainative-code/sdk";
import type { Host, HookHandlers, HookPoint, Provider, Tool } from "@ainative-code/sdk";
import type { Config } from "@ainative-code/sdk/oclif";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import type { TakenHook } from "../core/plugins/hook-runner.ts";
import { isProvider, isTool } from "../core/plugins/load-module.ts";

export interface Registered {
  readonly hooks: readonly TakenHook[];
  readonly providers: readonly { readonly plugin: string; readonly provider: Provider }[];
  readonly tools: readonly { readonly plugin: string; readonly tool: Tool }[];
  readonly problems: readonly PluginProblem[];
}

/** How long a plugin may take to register. */
const timeLimitMs = 3000;

const event = "ainative:register";

/**
 * Fires `ainative:register` once for each plugin that has it, side by side, each with its own host. What a plugin adds
 * after its time is up is refused; a throw or a time-out is told by the plugin's name and takes nothing else down.
 */
export async function fireRegister(config: Config, hostFor: (plugin: string, on: Host["on"]) => Host): Promise<Registered> {
  const takers = [...config.plugins.values()].filter((plugin) => plugin.hooks[event] !== undefined);
  const each = await Promise.all(takers.map(async (plugin) => registerOne(config, plugin.name, hostFor)));
  return {
    hooks: each.flatMap((one) => one.hooks),
    providers: each.flatMap((one) => one.providers),
    tools: each.flatMap((one) => one.tools),
    problems: each.flatMap((one) => one.problems),
  };
}

async function registerOne(config: Config, plugin: string, hostFor: (plugin: string, on: Host["on"]) => Host): Promise<Registered> {
  const hooks: TakenHook[] = [];
  const providers: { plugin: string; provider: Provider }[] = [];
  const tools: { plugin: string; tool: Tool }[] = [];
  const problems: PluginProblem[] = [];
  let sealed = false;
  const unlessSealed = (add: () => void): void => {
    if (sealed) problems.push({ plugin, message: `added something after ${event} was over; it is not counted` });
    else add();
  };
  const on = <P extends HookPoint>(point: P, handler: HookHandlers[P]): void => {
    unlessSealed(() => hooks.push({ plugin, point, handler }));
  };
  const options = {
    host: hostFor(plugin, on),
    addProvider(provider: unknown): void {
      if (!isProvider(provider)) throw new TypeError("addProvider takes a provider: {id, models, stream}");
      unlessSealed(() => providers.push({ plugin, provider }));
    },
    addTool(tool: unknown): void {
      if (!isTool(tool)) throw new TypeError("addTool takes a tool: {name, description, risk, input, run}");
      unlessSealed(() => tools.push({ plugin, tool }));
    },
  };
  // oclif's own time limit does not keep the process alive: a hook that never settles would end it without a word.
  const awake = setTimeout(() => undefined, timeLimitMs + 1000);
  const { failures } = await onlyPlugin(config, plugin).runHook(event, options, timeLimitMs, true);
  clearTimeout(awake);
  sealed = true;
  problems.push(...failures.map(({ error }) => ({ plugin, message: `its ${event} hook failed: ${reasonOf(error)}` })));
  return { hooks, providers, tools, problems };
}

/** oclif runs a hook of all plugins with one set of options; here each plugin gets its own. */
function onlyPlugin(config: Config, name: string): Config {
  const plugins = new Map([...config.plugins].filter(([key]) => key === name));
  return new Proxy(config, { get: (target, key) => (key === "plugins" ? plugins : (Reflect.get(target, key) as unknown)) });
}

function reasonOf(error: unknown): string {
  return isAinError(error) ? error.message : toAinError(error).message;
}
