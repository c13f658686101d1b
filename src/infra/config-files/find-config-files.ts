import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { ConfigFiles } from "../../core/config/config.ts";

export interface ConfigPlaces {
  /** The user's config folder. */
  readonly config: string;
  readonly home: string;
  readonly cwd: string;
  /** Where the organisation's file may be, the first that exists counts. */
  readonly organisation?: readonly string[];
}

const projectPath = join(".ainative-code", "config.yaml");

/**
 * The organisation's file, the user's file, and the project's: the nearest one going up from the working directory to the
 * root of its git repository, or without one to the home folder (itself left out). Outside of both only the working
 * directory counts: nobody else's `/tmp/.ainative-code` applies.
 */
export function findConfigFiles({ config, home, cwd, organisation = [] }: ConfigPlaces): ConfigFiles {
  const user = join(config, "config.yaml");
  const above = organisation.find((file) => existsSync(file));
  const project = projectFolders(cwd, home).map((folder) => join(folder, projectPath)).find((file) => existsSync(file));
  return {
    user,
    ...(project === undefined || resolve(project) === resolve(user) ? {} : { project }),
    ...(above === undefined ? {} : { organisation: above }),
  };
}

/** Where a project's file is made when there is none: at the root of the repository, or else in the working directory. */
export function newProjectFile(cwd: string, home: string): string {
  const folders = projectFolders(cwd, home);
  const root = folders.find((folder) => existsSync(join(folder, ".git"))) ?? cwd;
  return join(root, projectPath);
}

function projectFolders(cwd: string, home: string): string[] {
  const upwards: string[] = [];
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (folder === resolve(home)) return upwards;
    upwards.push(folder);
    if (existsSync(join(folder, ".git"))) return upwards;
    if (dirname(folder) === folder) break;
  }
  return isInside(cwd, home) ? upwards : upwards.slice(0, 1);
}

function isInside(folder: string, home: string): boolean {
  return !relative(resolve(home), resolve(folder)).startsWith("..");
}
