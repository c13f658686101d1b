import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runCli, tempHome, type TempHome } from "@ainative-code/test-kit";
import { writeModels } from "../../../src/infra/completion/models-cache.ts";
import { openSessionStore } from "../../../src/infra/sqlite/open-session-store.ts";
import { root } from "../../boot/built-cli.ts";

const bin = join(root, "bin/run.js");

/** A home with the program on its PATH, a session, and models that were listed once. */
export interface CompletionScene extends Disposable {
  readonly home: TempHome;
  readonly env: Readonly<Record<string, string>>;
  /** The first characters of the session's id. */
  readonly sessionId: string;
  /** What the program prints on stdout. */
  print(...argv: readonly string[]): Promise<string>;
}

export const sessionTitle = "Mend the: 'clock' $(date)";

export async function completionScene(): Promise<CompletionScene> {
  const home = tempHome();
  const programs = join(home.project, "../programs");
  mkdirSync(programs, { recursive: true });
  writeFileSync(join(programs, "ainative-code"), `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, { mode: 0o755 });
  writeFileSync(join(home.project, "notes.txt"), "");
  writeModels(home.cache, { ollama: ["llama3:8b", "llama3:70b"], openai: ["gpt-5"] });
  const store = await openSessionStore({ file: join(home.data, "sessions.db") });
  const id = "0badcafe-0000-4000-8000-000000000001";
  await store.create({ id, title: sessionTitle, cwd: home.project, createdAt: "2026-01-01T00:00:00.000Z" });
  await store.close();
  const env = { ...home.env, PATH: `${programs}${delimiter}${process.env["PATH"] ?? ""}` };
  return {
    home,
    env,
    sessionId: id.slice(0, 8),
    print: async (...argv) => (await runCli(argv, { bin, env, cwd: home.project })).stdout,
    [Symbol.dispose]: () => home.dispose(),
  };
}
