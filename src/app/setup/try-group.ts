import { AinError } from "@ainative-code/sdk";
import type { SetupGroup } from "../../core/setup/setup-group.ts";
import type { SetupContext } from "./setup-context.ts";
import { withinLimit } from "./within-limit.ts";

const testLimitMs = 20_000;

type Values = Readonly<Record<string, unknown>>;

/** Tries settings of a plugin out by its own request, where it brings one. Throws what it throws; `plugin` where it is none. */
export async function tryGroup(context: SetupContext, group: SetupGroup, values: Values): Promise<void> {
  const { services, flags, show, signal } = context;
  if (group.test === undefined || flags.skipTest) return;
  const check: unknown = await services.importModule(group.plugin, group.test);
  if (typeof check !== "function") {
    throw new AinError("plugin", `The plugin ${group.plugin} has no function in ${group.test} that tries its settings out.`);
  }
  const host = (await services.trialHosts(values))(group.plugin);
  const title = `Trying ${group.title}`;
  const request = async (limit: AbortSignal): Promise<unknown> => Reflect.apply(check, undefined, [host, limit]);
  const run = async (): Promise<unknown> => withinLimit(signal, testLimitMs, title, request);
  await show([{ title, run, told: (said) => (typeof said === "string" ? said : "works") }]);
}
