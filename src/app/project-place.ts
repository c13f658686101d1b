import { dirname } from "node:path";
import type { ProjectBook } from "../core/projects/project-record.ts";
import { newProjectFile } from "../infra/config-files/find-config-files.ts";
import { realPathOf } from "../infra/files/real-path-of.ts";
import { projectFile } from "../infra/projects/project-file.ts";
import type { Services } from "./services.ts";

type Place = Pick<Services, "environment" | "folders">;

/** The folder that decisions about this project are kept for: the root of its repository, or else the working folder. */
export function projectRoot({ environment: { cwd, home } }: Place): string {
  return realPathOf("/", dirname(dirname(newProjectFile(realPathOf(cwd, "."), home))));
}

/** What the user has decided about projects. */
export function projectBook({ folders }: Pick<Place, "folders">): ProjectBook {
  return projectFile(`${folders.config}/projects.json`);
}
