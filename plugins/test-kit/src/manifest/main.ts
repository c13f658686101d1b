import { exitCodeOf, toAinError, usageExitCode } from "@ainative-code/sdk";
import { isManifestFresh, writeManifest } from "./write-manifest.ts";

const usage = `Usage: ainative-plugin manifest [--check] [FOLDER]...
Writes oclif.manifest.json of each built plugin (default: the working directory).
With --check it writes nothing and fails where one is missing or stale.
`;

/** The program `ainative-plugin`. Gives the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const [verb, ...rest] = argv;
  if (verb === "--help" || verb === "-h") return print(process.stdout, usage, 0);
  const unknown = rest.find((word) => word.startsWith("-") && word !== "--check");
  if (verb !== "manifest" || unknown !== undefined) return print(process.stderr, usage, usageExitCode);
  const folders = rest.filter((word) => word !== "--check");
  const work = rest.includes("--check") ? check : write;
  const codes: number[] = [];
  for (const folder of folders.length === 0 ? ["."] : folders) codes.push(await work(folder).catch((error: unknown) => explain(error)));
  return codes.find((code) => code !== 0) ?? 0;
}

async function write(folder: string): Promise<number> {
  await writeManifest(folder);
  return 0;
}

async function check(folder: string): Promise<number> {
  if (await isManifestFresh(folder)) return 0;
  return print(process.stderr, `${folder}/oclif.manifest.json is missing or stale: ainative-plugin manifest ${folder}\n`, 1);
}

function explain(error: unknown): number {
  const { message, actions } = toAinError(error);
  return print(process.stderr, `${[message, ...actions.map((action) => `Try: ${action}`)].join("\n")}\n`, exitCodeOf(error));
}

function print(stream: NodeJS.WriteStream, text: string, code: number): number {
  stream.write(text);
  return code;
}
