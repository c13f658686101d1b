import { hostname } from "node:os";
import type { AinError, Log } from "@ainative-code/sdk";
import type { Redactor } from "../../core/events/redact.ts";
import { humanLine } from "./human-line.ts";
import { levelNumbers, type LogLevel } from "./log-level.ts";
import { LogWriter, type LogRecord } from "./log-writer.ts";
import { cut, plainFields } from "./plain-fields.ts";

export interface LogOptions {
  /** Absolute; its folder is made at the first line. Old ones are beside it as `file.1` (the newest) and so on. */
  readonly file: string;
  readonly level: LogLevel;
  readonly redactor: Redactor;
  /** Told once, when the file can't be written; from then on nothing is logged. */
  readonly onProblem?: (problem: AinError) => void;
  /** Fields of every line, asked for when it is written; those of a child and of the caller win. */
  readonly context?: () => Readonly<Record<string, string>>;
  /** Shows lines to a person as well, from this level on. */
  readonly console?: { readonly level: LogLevel; readonly write: (line: string) => void } | undefined;
  readonly maxBytes?: number;
  readonly keep?: number;
}

/** The log of the host. Never throws; a call below its level costs next to nothing and loads nothing. */
export interface RootLog extends Log {
  fatal: Log["error"];
  /** A log whose lines carry these fields as well. */
  child(fields: { readonly plugin?: string; readonly session?: string }): RootLog;
  /** Resolves when every line so far is in the file. Nothing is lost without it: the end of the process writes the rest. */
  flush(): Promise<void>;
}

/** How many old files there are at most. */
export const keptLogs = 3;

const defaults = { maxBytes: 5 * 1024 * 1024, keep: keptLogs };

/** JSON lines as bunyan writes them, redacted, in a file that other processes may share. */
export function createLog(options: LogOptions): RootLog {
  const { file, level, redactor, onProblem, maxBytes, keep, console, context = () => ({}) } = { ...defaults, ...options };
  const base = { name: "ainative-code", hostname: hostname(), pid: process.pid };
  const writer = new LogWriter({ path: file, maxBytes, keep }, base, onProblem);
  const toFile: Sink = { least: levelNumbers[level], write: (record) => writer.write(record) };
  const sinks = console === undefined ? [toFile] : [toFile, consoleSink(console)];
  return logWith({ writer, sinks, redactor, context, fields: {} });
}

interface Sink {
  readonly least: number;
  readonly write: (record: LogRecord) => void;
}

interface Scope {
  readonly writer: LogWriter;
  readonly sinks: readonly Sink[];
  readonly redactor: Redactor;
  readonly context: () => Readonly<Record<string, string>>;
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
    fatal: writeAt(levelNumbers.fatal, scope),
    child: (fields) => logWith({ ...scope, fields: { ...scope.fields, ...fields } }),
    flush: () => scope.writer.flush(),
  };
}

function writeAt(level: number, { sinks: all, redactor, context, fields: own }: Scope): Write {
  const sinks = all.filter(({ least }) => level >= least);
  if (sinks.length === 0) return nothing;
  const write = (message: string, given: object): void => {
    for (const sink of sinks) sink.write({ level, time: new Date(), message, given });
  };
  return (message, fields) => {
    try {
      const given = { ...context(), ...own, ...(fields && redactor.fields(plainFields(fields))) };
      write(redactor.text(cut(message)), given);
    } catch {
      // A field with a getter that throws costs its line, never the run.
      write("a line that could not be logged", own);
    }
  };
}

function consoleSink({ level, write }: NonNullable<LogOptions["console"]>): Sink {
  return {
    least: levelNumbers[level],
    write: ({ level: number, time, message, given }) => {
      write(humanLine({ ...given, level: number, time: time.toISOString(), msg: message }));
    },
  };
}
