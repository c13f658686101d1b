import { Writable } from "node:stream";
import { AinError } from "@ainative-code/sdk";
import type Bunyan from "bunyan";
import { RotatingFile, type RotatingFileOptions } from "./rotating-file.ts";

/** One line, redacted and plain. */
export interface LogRecord {
  readonly level: number;
  readonly time: Date;
  readonly message: string;
  readonly given: object;
}

/** The fields that every line begins with. */
export interface LogBase {
  readonly name: string;
  readonly hostname: string;
  readonly pid: number;
}

type Say = (record: LogRecord) => void;

/**
 * Takes records from the first moment on, while bunyan is still on its way: they wait, in order, and are written when it
 * is there, or when the process ends before that. Never throws.
 */
export class LogWriter {
  readonly #file: RotatingFile;
  readonly #path: string;
  readonly #base: LogBase;
  readonly #onProblem: ((problem: AinError) => void) | undefined;
  #say: Say | undefined;
  #waiting: LogRecord[] = [];
  #loading: Promise<void> | undefined;
  #broken = false;

  constructor(file: RotatingFileOptions, base: LogBase, onProblem?: (problem: AinError) => void) {
    this.#file = new RotatingFile(file);
    this.#path = file.path;
    this.#base = base;
    this.#onProblem = onProblem;
  }

  write(record: LogRecord): void {
    if (this.#broken) return;
    if (this.#say !== undefined) return this.#say(record);
    this.#waiting.push(record);
    this.#loading ??= this.#load();
  }

  async flush(): Promise<void> {
    await this.#loading;
  }

  async #load(): Promise<void> {
    process.once("exit", this.#atExit);
    try {
      const { default: bunyan } = await import("bunyan");
      this.#drain(this.#through(bunyan));
    } catch (error) {
      this.#drain(this.#plainly);
      this.write({ level: 40, time: new Date(), message: "bunyan can't be loaded", given: { error: String(error) } });
    }
    process.removeListener("exit", this.#atExit);
  }

  readonly #atExit = (): void => this.#drain(this.#plainly);

  #drain(say: Say): void {
    this.#say = say;
    for (const record of this.#waiting) say(record);
    this.#waiting = [];
  }

  /** Bunyan makes the line; where it goes is ours. */
  #through(bunyan: typeof Bunyan): Say {
    const stream = new Writable({
      decodeStrings: false,
      write: (line, _encoding, done) => {
        this.#append(String(line));
        done();
      },
    });
    const logger = bunyan.createLogger({ ...this.#base, level: "trace", stream });
    const at: Readonly<Record<number, (fields: object, message: string) => void>> = {
      10: (fields, message) => logger.trace(fields, message),
      20: (fields, message) => logger.debug(fields, message),
      30: (fields, message) => logger.info(fields, message),
      40: (fields, message) => logger.warn(fields, message),
      50: (fields, message) => logger.error(fields, message),
      60: (fields, message) => logger.fatal(fields, message),
    };
    return ({ level, time, message, given }) => at[level]?.({ ...given, time }, message);
  }

  /** The same line without bunyan, for a process that ends before it was loaded. */
  readonly #plainly: Say = ({ level, time, message, given }) => {
    this.#append(`${JSON.stringify({ ...this.#base, level, ...given, msg: message, time, v: 0 })}\n`);
  };

  #append(line: string): void {
    if (this.#broken) return;
    try {
      this.#file.write(line);
    } catch (cause) {
      this.#broken = true;
      this.#report(cause);
    }
  }

  #report(cause: unknown): void {
    const why = cause instanceof Error ? cause.message : String(cause);
    const actions = ["Make the folder writable, free some space, or choose another folder with AINATIVE_CODE_HOME"];
    try {
      this.#onProblem?.(new AinError("storage", `The log can't be written to ${this.#path}: ${why}.`, { actions, cause }));
    } catch {
      // Who logs has no use for the failure of who is told.
    }
  }
}
