import type { PluginSchemas } from "../core/config/config-schema.ts";
import type { Folders } from "../core/config/folders.ts";
import type { Environment } from "./environment.ts";

/** Where a configuration holds. `Services` is one. */
export interface ConfigPlace {
  readonly environment: Pick<Environment, "env" | "home" | "cwd" | "platform">;
  readonly folders: Pick<Folders, "config" | "cache">;
  /** The schemas of the installed plugins' settings, by section name (see `sectionName`). */
  pluginSchemas(): Promise<PluginSchemas>;
}
