import { fileURLToPath } from "node:url";
import { AinError, type Processes } from "@ainative-code/sdk";
import { sqlTooSlow } from "./sql-too-slow.ts";
import type { SqlAnswer, SqlRequest } from "./sql/sql-request.ts";

/** Milliseconds. */
const limitMs = 30_000;
/** Bytes of a request: what systems let a variable hold (Linux: 128 KiB). */
const maxRequestBytes = 100_000;
/** Bytes, some times what the answers are bounded to. */
const maxOutputBytes = 1024 * 1024;

/**
 * Runs it in a process of its own, for SQLite works in its thread until it is done. The process is ended at the limit
 * (`timeout`) or when the call is given up (`cancelled`); SQLite takes back by itself what was not done then.
 */
export async function runSql(request: SqlRequest, processes: Processes, timeoutMs = limitMs): Promise<SqlAnswer> {
  const runner = fileURLToPath(import.meta.resolve("@ainative-code/plugin-tools/sql-runner"));
  const isSource = runner.endsWith(".ts");
  const words = [process.execPath, "--no-warnings", ...(isSource ? ["--conditions=ainative-source"] : []), runner];
  const text = JSON.stringify(request);
  if (Buffer.byteLength(text) > maxRequestBytes) throw tooLong();
  const { exitCode, timedOut, output } = await processes.run({
    command: words.map(quoted).join(" "),
    env: { AINATIVE_CODE_SQL: text, NODE_OPTIONS: "" },
    timeoutMs,
    maxOutputBytes,
  });
  if (timedOut) throw sqlTooSlow(timeoutMs);
  if (exitCode === 0) return JSON.parse(output) as SqlAnswer;
  throw new AinError("storage", `The database could not be asked: ${output.trim().split("\n").at(-1)?.slice(0, 300) ?? ""}.`, {
    actions: ["Ask for less at once, or use a shell command such as sqlite3."],
  });
}

function quoted(word: string): string {
  return process.platform === "win32" ? `"${word}"` : `'${word.replaceAll("'", "'\\''")}'`;
}

function tooLong(): AinError {
  return new AinError("invalid-input", "The statement with its values is too long.", {
    actions: ["Send it in several calls, or write a script and run it with a shell command."],
  });
}
