import type { SourceFile } from "../source/source-file.ts";
import { sourcesOf } from "../source/tree.ts";
import { isShipped, zoneOf } from "../source/zone.ts";
import type { Rule } from "./rule.ts";

const reader = "src/app/environment.ts";

/** The first file of a process that the file's own package starts: it is given its work in a variable. */
const started = "plugins/tools/src/sql-runner.ts";

/** `process.env` is read by boot and by one file of app; everybody else is given what it needs. */
export const environmentIsReadOnce: Rule = (tree) =>
  sourcesOf(tree).flatMap((source) =>
    places(source, (name) => name === "process.env" || name === "process.*", zoneOf(source.path) === "boot" || source.path === started).map(
      (place) => `${place}: the environment is read in src/boot and ${reader} only`,
    ),
  );

/** Home and working folder are asked for by boot, infra and the same file of app. */
export const machinePlacesAreGiven: Rule = (tree) =>
  sourcesOf(tree).flatMap((source) =>
    places(source, (name) => name === "homedir" || name === "process.cwd", /^(boot|infra)$/.test(zoneOf(source.path))).map(
      (place) => `${place}: the home and working folder are asked for in src/infra, src/boot and ${reader} only`,
    ),
  );

function places({ path, globals }: SourceFile, isMeant: (name: string) => boolean, isExempt: boolean): readonly string[] {
  if (!isShipped(path) || isExempt || path === reader || zoneOf(path) === "test-kit") return [];
  return globals.filter(({ name }) => isMeant(name)).map(({ name, line }) => `${path}:${String(line)} uses ${name}`);
}
