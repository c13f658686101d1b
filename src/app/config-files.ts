import type { ConfigFiles } from "../core/config/config.ts";
import { organisationFiles } from "../core/config/organisation-files.ts";
import { findConfigFiles, newProjectFile } from "../infra/config-files/find-config-files.ts";
import type { ConfigPlace } from "./config-place.ts";

/** The files that hold for a run in this place. Nothing is read. */
export function configFiles({ environment, folders }: Pick<ConfigPlace, "environment" | "folders">): ConfigFiles {
  const { env, platform, home, cwd } = environment;
  return findConfigFiles({ config: folders.config, home, cwd, organisation: organisationFiles({ env, platform }) });
}

/** The file to write to; a project's is made where there is none. */
export function fileOfLayer(place: Pick<ConfigPlace, "environment" | "folders">, layer: "user" | "project"): string {
  const { user, project } = configFiles(place);
  return layer === "user" ? user : (project ?? newProjectFile(place.environment.cwd, place.environment.home));
}
