import { runCli, type CliResult, type TempHome } from "@ainative-code/test-kit";
import { bin } from "../../boot/built-cli.ts";

export interface SetupRun {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** A whole environment for setup: the home's, with its plugins, and no server but those that are named. */
export function setupEnv(home: TempHome, env: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return { ...home.env, AINATIVE_CODE_DATA_DIR: home.data, OLLAMA_HOST: "127.0.0.1:1", ...env };
}

/** The command line of setup. */
export const setupProgram: readonly string[] = [process.execPath, bin, "setup"];

/** `setup --non-interactive` and what else is given. */
export async function runSetup(home: TempHome, args: readonly string[], { env, input = "" }: SetupRun = {}): Promise<CliResult> {
  const words = ["setup", "--non-interactive", ...args];
  return runCli(words, { bin, env: setupEnv(home, env), cwd: home.project, input });
}
