import type { ConfigFiles } from "../core/config/config.ts";
import { findConfigFiles } from "../infra/config-files/find-config-files.ts";
import type { ConfigPlace } from "./config-place.ts";

/** The files that hold for a run in this place. Nothing is read. */
export function configFiles({ environment, folders }: Pick<ConfigPlace, "environment" | "folders">): ConfigFiles {
  return findConfigFiles({ config: folders.config, home: environment.home, cwd: environment.cwd });
}
