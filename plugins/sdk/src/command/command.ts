import { Command as OclifCommand, Config, type Interfaces } from "@oclif/core";
import { format, inspect } from "node:util";
import { exitCodeOf } from "../exit-code.ts";
import type { Host } from "../host.ts";
import { hostOf } from "../host-of.ts";
import type { CommandTool } from "../manifest.ts";
import { currentRun } from "./command-run.ts";
import { failureJson } from "./failure-json.ts";
import { hostReady } from "./host-ready.ts";
import { inProcess, type InProcessOptions, type InProcessResult } from "./in-process.ts";
import { interruptSignal } from "./interrupt.ts";
import { markValues, readingMarks, withoutMark } from "./literal-values.ts";

type ErrorOptions = { code?: string; exit?: number | false } & Interfaces.PrettyPrintableError;

/** What oclif lets flags and arguments be. */
type Outputs = Interfaces.OutputFlags<Interfaces.FlagInput>;

/**
 * A command of the CLI. `run()` returns the data, which `--json` prints, and prints for people by `this.log`.
 * With `static tool` it is a tool of the model as well; then it runs inside the host, where everything it prints by
 * `log`, `logToStderr`, `warn` and `logJson` is collected, and `error` and `exit` end the command and not the process.
 */
export abstract class Command extends OclifCommand {
  static override enableJsonFlag = true;
  /** Offers the command to the model. */
  static tool?: CommandTool;

  #failed = false;

  /**
   * Runs the command as the program. oclif loads its whole configuration anew for each command; where it comes from the
   * same copy of oclif it is kept here, which spares a good part of the start.
   */
  static override async run<T extends OclifCommand>(
    this: new (argv: string[], config: Config) => T,
    argv: string[] = process.argv.slice(2),
    options?: Interfaces.LoadOptions,
  ): Promise<ReturnType<T["run"]>> {
    const command: OclifCommand = new this(argv, options instanceof Config ? options : await Config.load(options));
    if (command instanceof Command) return command._run<ReturnType<T["run"]>>();
    throw new TypeError("a command runs with the `run` of its own base class");
  }

  /** What `runInProcess` calls: a plugin may carry its own copy of this class. */
  static async runInProcess(
    this: new (argv: string[], config: Config) => Command,
    argv: readonly string[],
    config: Config,
    options: InProcessOptions = {},
  ): Promise<InProcessResult> {
    return inProcess(options, () => new this([...argv], config)._run());
  }

  /** What the host gives to this command's plugin. Throws `plugin` outside ainative-code. */
  get host(): Host {
    return hostOf(this);
  }

  /** Aborts when the command is to stop: Ctrl+C, or the end of the turn that runs it as a tool. */
  get signal(): AbortSignal {
    return currentRun()?.signal ?? interruptSignal();
  }

  /** The settings of the plugin are there before `run` begins. */
  protected override async init(): Promise<void> {
    await super.init();
    await hostReady(this);
  }

  override jsonEnabled(): boolean {
    return currentRun() === undefined && super.jsonEnabled();
  }

  override log(message: unknown = "", ...args: unknown[]): void {
    const run = currentRun();
    if (run === undefined) super.log(textOf(message), ...args);
    else run.print(`${format(textOf(message), ...args)}\n`);
  }

  override logToStderr(message: unknown = "", ...args: unknown[]): void {
    const run = currentRun();
    if (run === undefined) super.logToStderr(textOf(message), ...args);
    else run.print(`${format(textOf(message), ...args)}\n`);
  }

  override warn(input: Error | string): Error | string {
    const run = currentRun();
    if (run === undefined) return super.warn(input);
    run.print(`Warning: ${messageOf(input)}\n`);
    return input;
  }

  override error(input: Error | string, options: ErrorOptions & { exit: false }): void;
  override error(input: Error | string, options?: ErrorOptions & { exit?: number }): never;
  override error(input: Error | string, options: ErrorOptions = {}): void {
    const run = currentRun();
    const { exit, ...rest } = options;
    if (exit !== false) super.error(input, exit === undefined ? rest : { ...rest, exit });
    else if (run === undefined) super.error(input, { ...rest, exit });
    else run.print(`Error: ${messageOf(input)}\n`);
  }

  protected override async parse<F extends Outputs, B extends Outputs, A extends Outputs>(
    options?: Interfaces.Input<F, B, A>,
    argv: string[] = this.argv,
  ): Promise<Interfaces.ParserOutput<F, B, A>> {
    if (options === undefined) return super.parse(options, argv);
    const marked = markValues(argv, { ...options.baseFlags, ...options.flags });
    const output = await super.parse(readingMarks(options), marked);
    this.argv = this.argv.map(withoutMark);
    return output;
  }

  protected override logJson(json: unknown): void {
    const run = currentRun();
    if (run === undefined) super.logJson(json);
    else run.print(`${JSON.stringify(json, null, 2)}\n`);
  }

  /** With `--json` a failure is printed as JSON, and is over with that; otherwise whoever started the command tells it. */
  protected override async catch(error: Interfaces.CommandError): Promise<void> {
    if (!this.jsonEnabled() || isExit(error)) throw error;
    this.#failed = true;
    process.exitCode = exitCodeOf(error);
    this.logJson(failureJson(error, `${this.config.bin} ${(this.id ?? "").replaceAll(":", this.config.topicSeparator)}`));
  }

  /** oclif prints no JSON for a result that is falsy, and `--json` promises some. */
  protected override async _run<T>(): Promise<T> {
    const result = await super._run<T>();
    if (!result && this.jsonEnabled() && !this.#failed) this.logJson(this.toSuccessJson(result) ?? null);
    return result;
  }
}

function isExit(error: Interfaces.CommandError): boolean {
  return "code" in error && error.code === "EEXIT";
}

function textOf(message: unknown): string {
  return typeof message === "string" ? message : inspect(message);
}

function messageOf(input: Error | string): string {
  return typeof input === "string" ? input : input.message;
}
