import { hostname } from "node:os";
import type { AinError, Log } from "@ainative-code/sdk";
import type { Redactor } from "../../core/events/redact.ts";
import { levelNumbers, type LogLevel } from "./log-level.ts";
import { LogWriter } from "./log-writer.ts";
import { cut, plainFields } from "./plain-fields.ts";

export interface LogOptions {
  /** Absolute; its folder is made at the first line. Old ones are beside it as `file.1` (the newest) and so on. */
  readonly file: string;
  readonly level: LogLevel;
  readonly redactor: Redactor;
  /** Told once, when the file can't be written; from then on nothing is logged. */
  readonly onProblem?: (problem: AinError) => void;
  readonly maxBytes?: number;
  readonly keep?: number;
}

/** The log of the host. Never throws; a call below its level costs next to nothing and loads nothing. */
export interface RootLog extends Log {
  /** A log whose lines carry these fields as well. */
  child(fields: { readonly plugin?: string; readonly session?: string }): RootLog;
  /** Resolves when every line so far is in the file. Nothing is lost without it: the end of the process writes the rest. */
  flush(): Promise<void>;
}

const defaults = { maxBytes: 5 * 1024 * 1024, keep: 3 };

/** JSON lines as bunyan writes them, redacted, in a file that other processes may share. */
export function createLog(options: LogOptions): RootLog {
  const { file, level, redactor, onProblem, maxBytes, keep } = { ...defaults, ...options };
  const base = { name: "ainative-code", hostname: hostname(), pid: process.pid };
  const writer = new LogWriter({ path: file, maxBytes, keep }, base, onProblem);
  return logWith({ writer, redactor, least: levelNumbers[level], fields: {} });
}

interface Scope {
  readonly writer: LogWriter;
  readonly redactor: Redactor;
  readonly least: number;
  readonly fields: Readonly<Record<string, string>>;
}

type Write = (message: string, fields?: Readonly<Record<string, unknown>>) => void;

const nothing: Write = () => {};

function logWith(scope: Scope): RootLog {
  return {
    trace: writeAt(levelNumbers.trace, scope),
    debug: writeAt(levelNumbers.debug, scope),
    info: writeAt(levelNumbers.info, scope),
    warn: writeAt(levelNumbers.warn, scope),
    error: writeAt(levelNumbers.error, scope),
    child: (fields) => logWith({ ...scope, fields: { ...scope.fields, ...fields } }),
    flush: () => scope.writer.flush(),
  };
}

function writeAt(level: number, { writer, redactor, least, fields: own }: Scope): Write {
  if (level < least) return nothing;
  return (message, fields) => {
    try {
      const given = fields === undefined ? own : { ...own, ...redactor.fields(plainFields(fields)) };
      writer.write({ level, time: new Date(), message: redactor.text(cut(message)), given });
    } catch {
      // A field with a getter that throws costs its line, never the run.
      writer.write({ level, time: new Date(), message: "a line that could not be logged", given: own });
    }
  };
}
