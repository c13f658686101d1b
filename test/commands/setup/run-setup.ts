import { runCli, type CliResult, type TempHome } from "@ainative-code/test-kit";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../fixtures/run-from-source.ts", import.meta.url));
export const nodeOptions: readonly string[] = ["--conditions=ainative-source", "--no-warnings"];

export interface SetupRun {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** A whole environment for setup: the home's, with its plugins, and no server but those that are named. */
export function setupEnv(home: TempHome, env: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return { ...home.env, AINATIVE_CODE_DATA_DIR: home.data, OLLAMA_HOST: "127.0.0.1:1", ...env };
}

/** The command line of setup from its source. */
export const setupProgram: readonly string[] = [process.execPath, ...nodeOptions, bin, "setup"];

/** `setup --non-interactive` and what else is given. */
export async function runSetup(home: TempHome, args: readonly string[], { env, input = "" }: SetupRun = {}): Promise<CliResult> {
  const words = ["setup", "--non-interactive", ...args];
  return runCli(words, { bin, env: setupEnv(home, env), cwd: home.project, nodeOptions, input });
}
