import { AinError, exitCodeOf, toAinError, usageExitCode } from "@ainative-code/sdk";
import { isManifestFresh, writeManifest } from "./write-manifest.ts";

const usage = `Usage: ainative-plugin manifest [--check] [FOLDER]...
Writes oclif.manifest.json of each built plugin (default: the working directory).
With --check it writes nothing and fails where one is missing or stale.
`;

/** Where a program writes; `process` is one. */
export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/** The program `ainative-plugin`. Gives the exit code. */
export async function main(argv: readonly string[], { stdout, stderr }: Streams = process): Promise<number> {
  const [verb, ...rest] = argv;
  const isHelp = verb === "--help" || verb === "-h";
  const folders = rest.filter((word) => word !== "--check");
  if (verb !== "manifest" || folders.some((word) => word.startsWith("-"))) {
    (isHelp ? stdout : stderr).write(usage);
    return isHelp ? 0 : usageExitCode;
  }
  const work = rest.includes("--check") ? requireFresh : writeManifest;
  const failures: unknown[] = [];
  for (const folder of folders.length === 0 ? ["."] : folders) {
    await work(folder).catch((error: unknown) => failures.push(error));
  }
  for (const error of failures) stderr.write(textOf(error));
  return failures.length === 0 ? 0 : exitCodeOf(failures[0]);
}

async function requireFresh(folder: string): Promise<void> {
  if (await isManifestFresh(folder)) return;
  throw new AinError("internal", `${folder}/oclif.manifest.json is missing or stale.`, {
    actions: [`ainative-plugin manifest ${folder}`],
  });
}

function textOf(error: unknown): string {
  const { message, actions } = toAinError(error);
  return `${[message, ...actions.map((action) => `Try: ${action}`)].join("\n")}\n`;
}
