import { runCli, startCli, startScriptedServer, tempHome } from "@ainative-code/test-kit";
import type { CliResult, RunningCli, ScriptedServer, ScriptedServerOptions, TempHome } from "@ainative-code/test-kit";
import { join } from "node:path";
import { patienceMs, root } from "../../boot/built-cli.ts";

export const bin = join(root, "bin/run.js");

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly cwd?: string;
}

/** A user's machine with the built CLI and one model server, which go with it. */
export interface Scene extends AsyncDisposable {
  readonly home: TempHome;
  readonly server: ScriptedServer;
  /** `chat -p "Go" -m openai/m` and what else is given. */
  chat(args?: readonly string[], options?: RunOptions): Promise<CliResult>;
  run(args: readonly string[], options?: RunOptions): Promise<CliResult>;
  /** The same as `chat`, to be watched while it runs; its input is closed. */
  start(args?: readonly string[], options?: RunOptions): RunningCli;
  /** Any command line, to be watched while it runs; its input stays open. */
  startOpen(args: readonly string[], options?: RunOptions): RunningCli;
}

export async function scene(
  script: ScriptedServerOptions["script"],
  options: Omit<ScriptedServerOptions, "script"> = {},
): Promise<Scene> {
  const home = tempHome();
  const server = await startScriptedServer({ script, ...options });
  const made = ({ env = {}, cwd = home.project }: RunOptions): { bin: string; env: Record<string, string>; cwd: string; timeoutMs: number } => ({
    bin,
    timeoutMs: patienceMs,
    env: { ...home.env, OPENAI_BASE_URL: server.baseURL, ...env },
    cwd,
  });
  const chatWords = ["chat", "-p", "Go", "-m", "openai/m"];
  const run: Scene["run"] = async (args, given = {}) =>
    runCli(args, { ...made(given), ...(given.input === undefined ? {} : { input: given.input }) });
  return {
    home,
    server,
    run,
    chat: async (args = [], given) => run([...chatWords, ...args], given),
    start(args = [], given = {}) {
      const cli = startCli([...chatWords, ...args], made(given));
      cli.endInput();
      return cli;
    },
    startOpen: (args, given = {}) => startCli(args, made(given)),
    async [Symbol.asyncDispose]() {
      await server.close();
      home.dispose();
    },
  };
}
