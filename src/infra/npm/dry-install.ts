import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** What npm says of an installation that can't succeed. */
export interface NpmFailure {
  /** `E404`, `ETARGET`, `ECONNREFUSED`, … */
  readonly code: string;
  readonly summary: string;
  readonly detail: string;
}

export interface DryInstallOptions {
  /** Where it would be installed. */
  readonly folder: string;
  readonly registry: string | undefined;
}

/** npm's own patience, a minute and more for a registry that is not there, is too long for a person. */
const patience = ["--fetch-retries=1", "--fetch-retry-mintimeout=500"];

/** Lets npm work out an installation, dependencies and all, without doing it. `undefined` where it would succeed. */
export async function dryInstall(
  packages: readonly string[],
  { folder, registry }: DryInstallOptions,
): Promise<NpmFailure | undefined> {
  mkdirSync(folder, { recursive: true });
  const from = registry === undefined ? [] : [`--registry=${registry}`];
  const quiet = ["--dry-run", "--json", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=silent", `--prefix=${folder}`];
  const argv = [npmProgram(), "install", ...packages, ...quiet, ...patience, ...from];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { cwd: folder }, (error, stdout) => {
      resolve(error === null ? undefined : failureOf(stdout, error));
    });
  });
}

/** The npm that plugins are installed with. */
function npmProgram(): string {
  const installer = createRequire(import.meta.url).resolve("@oclif/plugin-plugins");
  return join(dirname(createRequire(installer).resolve("npm/package.json")), "bin/npm-cli.js");
}

function failureOf(stdout: string, error: Error): NpmFailure {
  const told = toldError(stdout) ?? {};
  const text = (name: string, otherwise: string): string => {
    const value: unknown = Reflect.get(told, name);
    return typeof value === "string" && value !== "" ? value : otherwise;
  };
  return { code: text("code", "unknown"), summary: text("summary", error.message), detail: text("detail", "") };
}

function toldError(stdout: string): object | undefined {
  try {
    const answer: unknown = JSON.parse(stdout);
    if (typeof answer !== "object" || answer === null || !("error" in answer)) return undefined;
    return typeof answer.error === "object" && answer.error !== null ? answer.error : undefined;
  } catch {
    return undefined;
  }
}
