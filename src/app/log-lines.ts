import { setTimeout as delay } from "node:timers/promises";
import { logFile } from "./process-log.ts";
import { humanLine, parseLine } from "../infra/log/human-line.ts";
import { keptLogs } from "../infra/log/create-log.ts";
import { levelNumbers } from "../infra/log/log-level.ts";
import type { LogLevel } from "../infra/log/log-level.ts";
import { LogTail } from "../infra/log/log-tail.ts";
import { printable } from "./printable.ts";
import type { Services } from "./services.ts";

export interface LogQuestion {
  /** The last so many lines of those that are there already. */
  readonly limit: number;
  readonly level?: LogLevel | undefined;
  /** The session, or the beginning of its id. */
  readonly session?: string | undefined;
  /** Lines as they stand in the file instead of those for people. */
  readonly raw: boolean;
  readonly follow: boolean;
}

/** How often it is looked for new lines. Milliseconds. */
const lookMs = 200;

/** The lines that are there, and then, where it was asked for, those that come until the signal aborts. */
export async function* logLines(
  { folders }: Pick<Services, "folders">,
  question: LogQuestion,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  const tail = new LogTail(logFile(folders), keptLogs);
  try {
    yield* chosen(tail.read(), question).slice(-question.limit);
    while (question.follow && !signal.aborted) {
      await delay(lookMs, undefined, { signal }).catch(() => undefined);
      yield* chosen(tail.read(), question);
    }
  } finally {
    tail.close();
  }
}

function chosen(lines: readonly string[], { level = "trace", session = "", raw }: LogQuestion): string[] {
  return lines.flatMap((text) => {
    const line = parseLine(text);
    if (line === undefined || line.level < levelNumbers[level] || !(line.session ?? "").startsWith(session)) return [];
    return [raw ? text : printable(humanLine(line))];
  });
}
