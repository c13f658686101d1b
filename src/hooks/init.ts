import { exitCodeOf } from "@ainative-code/sdk";
import type { Config } from "@ainative-code/sdk/oclif";
import { services } from "../app/services.ts";

interface InitOptions {
  readonly config: Config;
  readonly id?: string | undefined;
  readonly argv: readonly string[];
}

/**
 * Sets the composition root of this process in place; it reads and opens nothing yet. What oclif's installer would do
 * badly is looked at before it begins.
 */
export default async function init({ config, id, argv }: InitOptions): Promise<void> {
  services(config);
  if (id !== "plugins:install" && id !== "plugins:add" && id !== "plugins:update") return;
  const { checkInstall, checkUpdate } = await import("../app/check-install.ts");
  try {
    await (id === "plugins:update" ? checkUpdate(config) : checkInstall(config, argv));
  } catch (error) {
    // oclif passes over what its hooks throw, unless it names an exit code.
    throw Object.assign(error instanceof Error ? error : new Error(String(error)), { oclif: { exit: exitCodeOf(error) } });
  }
}
