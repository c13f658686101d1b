import { join } from "node:path";
import type { Log } from "@ainative-code/sdk";
import type { Folders } from "../core/config/folders.ts";
import type { Redactor } from "../core/events/redact.ts";
import { printable } from "./printable.ts";
import { createLog } from "../infra/log/create-log.ts";
import type { LogLevel } from "../infra/log/log-level.ts";

export interface ProcessLogOptions {
  readonly folders: Folders;
  readonly level: LogLevel;
  /** What is shown on stderr as well. */
  readonly consoleLevel: LogLevel;
  readonly redactor: Redactor;
  /** The session that is open now, where there is one. */
  readonly session: () => string | undefined;
}

export function logFile(folders: Folders): string {
  return join(folders.data, "logs", "ainative-code.log");
}

/** The log of this process, one child of it per plugin. A log that can't be written is told once, on stderr. */
export function processLog({ folders, level, consoleLevel, redactor, session }: ProcessLogOptions): (plugin: string) => Log {
  const log = createLog({
    file: logFile(folders),
    level,
    redactor,
    context: () => {
      const id = session();
      return id === undefined ? {} : { session: id };
    },
    console:
      consoleLevel === "off"
        ? undefined
        : { level: consoleLevel, write: (line) => void process.stderr.write(`${printable(line)}\n`) },
    onProblem: (problem) => {
      process.stderr.write(`Warning: ${problem.message}\n`);
    },
  });
  return (plugin) => log.child({ plugin });
}
