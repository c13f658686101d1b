import { dirname } from "node:path";
import type { ProjectBook } from "../core/projects/project-record.ts";
import { newProjectFile } from "../infra/config-files/find-config-files.ts";
import { realPathOf } from "../infra/files/real-path-of.ts";
import { projectFile } from "../infra/projects/project-file.ts";
import type { ConfigPlace } from "./config-place.ts";

type Place = Pick<ConfigPlace, "environment" | "folders">;

/** The folder that decisions about this project are kept for: the root of its repository, or else the working folder. */
export function projectRoot({ environment: { cwd, home } }: Pick<Place, "environment">): string {
  return realPathOf("/", dirname(dirname(newProjectFile(realPathOf(cwd, "."), home))));
}

/** The file that they are kept in. */
export function projectsFile({ folders }: Pick<Place, "folders">): string {
  return `${folders.config}/projects.json`;
}

/** What the user has decided about projects. */
export function projectBook(place: Pick<Place, "folders">): ProjectBook {
  return projectFile(projectsFile(place));
}
