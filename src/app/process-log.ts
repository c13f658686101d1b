import { join } from "node:path";
import type { Log } from "@ainative-code/sdk";
import type { Folders } from "../core/config/folders.ts";
import type { Redactor } from "../core/events/redact.ts";
import { createLog } from "../infra/log/create-log.ts";
import type { LogLevel } from "../infra/log/log-level.ts";

export interface ProcessLogOptions {
  readonly folders: Folders;
  readonly level: LogLevel;
  readonly redactor: Redactor;
}

/** The log of this process, one child of it per plugin. A log that can't be written is told once, on stderr. */
export function processLog({ folders, level, redactor }: ProcessLogOptions): (plugin: string) => Log {
  const log = createLog({
    file: join(folders.data, "logs", "ainative-code.log"),
    level,
    redactor,
    onProblem: (problem) => {
      process.stderr.write(`Warning: ${problem.message}\n`);
    },
  });
  return (plugin) => log.child({ plugin });
}
