import { exitCodeOf } from "@ainative-code/sdk";
import type { Config } from "@ainative-code/sdk/oclif";
import { services, type Services } from "../app/services.ts";

interface InitOptions {
  readonly config: Config;
  readonly id?: string | undefined;
  readonly argv: readonly string[];
}

/**
 * Sets the composition root of this process in place; it reads and opens nothing yet. Settings for this run are read off
 * the command line before its command begins. What oclif's installer would do badly is looked at before it begins.
 */
export default async function init({ config, id, argv }: InitOptions): Promise<void> {
  if (id === "mcp:serve") await enter(argv);
  const own = services(config);
  if (argv.some((word) => /^--(?:set|verbose|log-level)\b/.test(word))) await take(own, config, id, argv);
  if (id !== "plugins:install" && id !== "plugins:add" && id !== "plugins:update") return;
  const { checkInstall, checkUpdate } = await import("../app/check-install.ts");
  try {
    await (id === "plugins:update" ? checkUpdate(config) : checkInstall(config, argv));
  } catch (error) {
    throw heard(error);
  }
}

async function enter(argv: readonly string[]): Promise<void> {
  const { enterFolder } = await import("../app/enter-folder.ts");
  try {
    enterFolder(argv);
  } catch (error) {
    throw heard(error);
  }
}

async function take(own: Services, config: Config, id: string | undefined, argv: readonly string[]): Promise<void> {
  const command = id === undefined ? undefined : config.findCommand(id);
  if (command === undefined) return;
  const { takeSettings } = await import("../app/take-settings.ts");
  try {
    const { rest, settings } = takeSettings(argv, command.flags);
    if (rest.length < argv.length) own.taken = { settings, isOff: false };
  } catch (error) {
    throw heard(error);
  }
}

/** oclif passes over what its hooks throw, unless it names an exit code. */
function heard(error: unknown): Error {
  return Object.assign(error instanceof Error ? error : new Error(String(error)), { oclif: { exit: exitCodeOf(error) } });
}
