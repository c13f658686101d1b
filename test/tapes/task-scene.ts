import { runCli, startCli, startScriptedServer, tempHome } from "@ainative-code/test-kit";
import type { CliResult, RunningCli, ScriptedServer, TempHome } from "@ainative-code/test-kit";
import { expect } from "chai";
import { join } from "node:path";
import { bin } from "../e2e/bad-days/scene.ts";
import { expectLawful } from "../e2e/bad-days/sessions.ts";
import { createRepository, type Repository } from "./repository.ts";
import type { Tape } from "./tape.ts";

export interface TaskScene extends AsyncDisposable {
  readonly home: TempHome;
  readonly repository: Repository;
  readonly server: ScriptedServer;
  /** The environment of the program. */
  readonly env: Readonly<Record<string, string>>;
  run(args: readonly string[], options?: { readonly input?: string; readonly cwd?: string }): Promise<CliResult>;
  /** `chat -p PROMPT -m openai/m --output-format stream-json` with the rights of a developer, and what else is given. */
  chat(prompt: string, more?: readonly string[]): Promise<CliResult>;
  /** The same, to be watched while it runs. */
  start(prompt: string, more?: readonly string[]): RunningCli;
  /** Takes back what the session did, with the conversation, and gives what the program said. */
  undo(...words: readonly string[]): Promise<string>;
}

/** Edits are allowed, and the commands of a developer. */
export const rights: readonly string[] = ["--permission-mode", "accept-edits", "--allowed-tools", "bash(node --test *)", "--allowed-tools", "bash(git *)"];

export const asking = (prompt: string): readonly string[] => ["chat", "-p", prompt, "--output-format", "stream-json"];

/** A user's machine with one project, where a model plays a tape. */
export async function taskScene({ script }: Pick<Tape, "script">, broken: Parameters<typeof createRepository>[1] = []): Promise<TaskScene> {
  const home = tempHome();
  const repository = createRepository(home.project, broken);
  const server = await startScriptedServer({ script });
  const env = { ...home.env, OPENAI_BASE_URL: server.baseURL };
  const options = { bin, env, cwd: home.project };
  const words = (prompt: string, more: readonly string[]): readonly string[] => [...asking(prompt), "-m", "openai/m", ...rights, ...more];
  const run: TaskScene["run"] = async (args, given = {}) => runCli(args, { ...options, ...given });
  return {
    home,
    repository,
    server,
    env,
    run,
    chat: async (prompt, more = []) => run(words(prompt, more)),
    start(prompt, more = []) {
      const cli = startCli(words(prompt, more), options);
      cli.endInput();
      return cli;
    },
    async undo(...words) {
      const { exitCode, stdout, stderr } = await run(["session", "undo", "--yes", ...words]);
      expect(exitCode, `${stdout}${stderr}`).to.equal(0);
      return stdout;
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      home.dispose();
    },
  };
}

/** The run ended well, the model had all it needed, and no request broke the law of calls and results. */
export function expectPlayed({ exitCode, stdout, stderr }: CliResult, { missing }: Tape, { server }: Pick<TaskScene, "server">): void {
  expect(missing(), `${stderr}${stdout.slice(-2000)}`).to.equal(undefined);
  expect(exitCode, `${stderr}${stdout.slice(-2000)}`).to.equal(0);
  for (const { body } of server.requests) expectLawful(body);
}

export const database = ({ home }: Pick<TaskScene, "home">): string => join(home.data, "sessions.db");
