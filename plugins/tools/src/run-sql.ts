import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { AinError } from "@ainative-code/sdk";
import type { SqlAnswer, SqlRequest } from "./sql/sql-request.ts";

/** Milliseconds. */
const limitMs = 30_000;

/**
 * Runs it in a process of its own, without the environment of this one, that is ended at the limit (`timeout`) or when the
 * call is given up (`cancelled`). SQLite takes back by itself what was not done then.
 */
export async function runSql(request: SqlRequest, signal: AbortSignal, limit = limitMs): Promise<SqlAnswer> {
  const isSource = import.meta.url.endsWith(".ts");
  const runner = fileURLToPath(new URL(isSource ? "./sql-runner.ts" : "./sql-runner.js", import.meta.url));
  const conditions = isSource ? ["--conditions=ainative-source"] : [];
  const ended = AbortSignal.any([signal, AbortSignal.timeout(limit)]);
  const child = spawn(process.execPath, ["--no-warnings", ...conditions, runner], { env: {}, stdio: ["pipe", "pipe", "pipe"], windowsHide: true, signal: ended, killSignal: "SIGKILL" });
  const [output, errors] = [gathered(child.stdout), gathered(child.stderr)];
  child.stdin.on("error", () => {});
  child.stdin.end(JSON.stringify(request));
  const exitCode = await new Promise<number | null>((resolve) => {
    // An abort is told before the process is gone, and with it its lock on the database.
    child.once("error", () => void (child.pid === undefined && resolve(null)));
    child.once("close", resolve);
  });
  if (signal.aborted) throw new AinError("cancelled", "Cancelled.");
  if (ended.aborted) throw new AinError("timeout", `The statement was not done within ${limit / 1000} seconds and was ended; nothing of it was changed.`, { actions: ["Narrow it: fewer rows, a WHERE on an indexed column."] });
  const text = await output;
  if (exitCode === 0 && text !== "") return JSON.parse(text) as SqlAnswer;
  throw new AinError("storage", `The database could not be asked: ${lastLine(await errors)}.`, { actions: ["Ask for less at once, or use a shell command such as sqlite3."] });
}

async function gathered(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: string[] = [];
  try {
    for await (const chunk of stream) chunks.push(String(chunk));
  } catch {
    // The process was ended.
  }
  return chunks.join("");
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.slice(0, 300) ?? "";
}
