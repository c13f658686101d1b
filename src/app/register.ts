import { toAinError } from "@ainative-code/sdk";
import type { Host, HookHandlers, HookPoint, Provider, RegisterOptions, Tool } from "@ainative-code/sdk";
import type { Config } from "@ainative-code/sdk/oclif";
import type { TakenHook } from "../core/plugins/hook-runner.ts";
import { isProvider, isTool } from "../core/plugins/load-module.ts";
import type { ProblemListener } from "../core/plugins/plugin-problems.ts";
import { within } from "./within.ts";

export interface Registered {
  readonly hooks: readonly TakenHook[];
  readonly providers: readonly { readonly plugin: string; readonly provider: Provider }[];
  readonly tools: readonly { readonly plugin: string; readonly tool: Tool }[];
}

export interface RegisterListeners {
  readonly onProblem: ProblemListener;
  /** A hook goes on although nobody waits for it any more. */
  readonly onLate: () => void;
}

type HostFor = (plugin: string, on: Host["on"]) => Host;

/** How long a plugin may take to register, the loading of its module included. */
const timeLimitMs = 3000;

const event = "ainative:register";

/**
 * Fires `ainative:register` once for each plugin that has it, side by side, each with its own host. What a plugin adds
 * after its time is up is refused; that, a throw and a time-out are told to `onProblem`, now or later, and take nothing
 * else down.
 */
export async function fireRegister(config: Config, hostFor: HostFor, listeners: RegisterListeners): Promise<Registered> {
  const takers = [...config.plugins.values()].filter((plugin) => plugin.hooks[event] !== undefined);
  const each = await Promise.all(takers.map(async ({ name }) => registerOne(config, name, hostFor, listeners)));
  return {
    hooks: each.flatMap((one) => one.hooks),
    providers: each.flatMap((one) => one.providers),
    tools: each.flatMap((one) => one.tools),
  };
}

async function registerOne(config: Config, plugin: string, hostFor: HostFor, listeners: RegisterListeners): Promise<Registered> {
  const tell = (message: string): void => {
    listeners.onProblem({ plugin, message });
  };
  const desk = registerDesk(plugin, hostFor, tell);
  try {
    const ran = await within(
      timeLimitMs,
      onlyPlugin(config, plugin).runHook(event, { ...desk.options }, undefined, true),
      listeners.onLate,
    );
    for (const { error } of ran.failures) tell(`its ${event} hook failed: ${reasonOf(error)}`);
    if (ran.failures.length + ran.successes.length === 0) tell(`its ${event} hook is no module that exports a function`);
  } catch (thrown) {
    tell(`its ${event} hook failed: ${reasonOf(thrown)}`);
  }
  return desk.close();
}

/** Where one plugin hands in what it adds, until it is closed. */
function registerDesk(
  plugin: string,
  hostFor: HostFor,
  tell: (message: string) => void,
): { options: RegisterOptions; close(): Registered } {
  const hooks: TakenHook[] = [];
  const providers: { plugin: string; provider: Provider }[] = [];
  const tools: { plugin: string; tool: Tool }[] = [];
  let closed = false;
  const unlessClosed = (what: string, add: () => void): void => {
    if (closed) tell(`added ${what} after its ${event} hook was over; it is not counted`);
    else add();
  };
  const on = <P extends HookPoint>(point: P, handler: HookHandlers[P]): void => {
    unlessClosed(`a handler of "${point}"`, () => hooks.push({ plugin, point, handler }));
  };
  const options = {
    host: hostFor(plugin, on),
    addProvider(provider: unknown): void {
      if (!isProvider(provider)) throw new TypeError("addProvider takes a provider: {id, models, stream}");
      unlessClosed(`the provider "${provider.id}"`, () => providers.push({ plugin, provider }));
    },
    addTool(tool: unknown): void {
      if (!isTool(tool)) throw new TypeError("addTool takes a tool: {name, description, risk, input, run}");
      unlessClosed(`the tool "${tool.name}"`, () => tools.push({ plugin, tool }));
    },
  };
  const close = (): Registered => {
    closed = true;
    return { hooks: [...hooks], providers: [...providers], tools: [...tools] };
  };
  return { options, close };
}

/** oclif runs a hook of all plugins with one set of options; here each plugin gets its own. */
function onlyPlugin(config: Config, name: string): Config {
  const plugins = new Map([...config.plugins].filter(([key]) => key === name));
  return new Proxy(config, { get: (target, key) => (key === "plugins" ? plugins : (Reflect.get(target, key) as unknown)) });
}

function reasonOf(thrown: unknown): string {
  return toAinError(thrown).message.split("\n", 1)[0] ?? "";
}
