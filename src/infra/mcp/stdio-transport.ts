import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import { JSONRPCMessageSchema } from "@modelcontextprotocol/sdk/types.js";
import { AinError } from "@ainative-code/sdk";
import { childProcess } from "../process/child-process.ts";
import { endGroup, groupEnds, guardGroup, releaseGroup } from "../process/process-group.ts";
import { LineReader } from "./line-reader.ts";

export interface StdioProgram {
  readonly command: string;
  readonly args: readonly string[];
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Called once it has ended, or could not be started. Never throws. */
  readonly done?: () => void;
}

export interface StdioListeners {
  /** What the program says on stderr, and what it prints that is no message. */
  onSaid(text: string): void;
}

/** Bytes of one message. An image of the largest size that is passed on, as base64, and room beside it. */
const maxMessage = 16 * 1024 * 1024;
/** Milliseconds to end by itself when its input is closed, and then after SIGTERM. */
const farewellMs = 300;
const graceMs = 1000;
/** Milliseconds to be started. */
const startMs = 10_000;

/**
 * Speaks to a program over its input and output, one message a line. The program leads a process group of its own, so
 * that Ctrl+C is not its end and nothing it has started is left behind.
 */
export class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  readonly #program: StdioProgram;
  readonly #listeners: StdioListeners;
  #child: ChildProcess | undefined;
  #isOver = false;

  constructor(program: StdioProgram, listeners: StdioListeners) {
    this.#program = program;
    this.#listeners = listeners;
  }

  async start(): Promise<void> {
    const { command, args, env, cwd } = this.#program;
    const isWindows = process.platform === "win32";
    const child = childProcess().spawn(command, isWindows ? args.map(quoted) : args, {
      cwd,
      env,
      stdio: ["pipe", "pipe", "pipe"],
      detached: !isWindows,
      // npx and its like are batch files there, which only the shell starts.
      shell: isWindows,
      windowsHide: true,
    });
    this.#child = child;
    const lines = new LineReader(
      maxMessage,
      (line) => this.#read(line),
      () => this.#fail(`sent a message of more than ${maxMessage / 1024 / 1024} MiB`),
    );
    child.stdout.on("data", (chunk: Uint8Array) => lines.add(chunk)).on("error", () => undefined);
    child.stderr
      .on("data", (chunk: Uint8Array) => this.#listeners.onSaid(Buffer.from(chunk).toString("utf8")))
      .on("error", () => undefined);
    child.stdin.on("error", () => undefined);
    child.once("close", () => this.#closed());
    try {
      await once(child, "spawn", { signal: AbortSignal.timeout(startMs) });
    } catch (cause) {
      this.#isOver = true;
      this.#program.done?.();
      throw new AinError("not-configured", `The program ${command} could not be started in ${cwd}.`, {
        actions: ["Check that it is installed and that the settings name it rightly."],
        cause,
      });
    }
    guardGroup(child.pid ?? 0);
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const input = this.#child?.stdin;
    const ended = new AinError("network", `The program ${this.#program.command} has ended.`);
    if (input?.writable !== true || this.#isOver) throw ended;
    if (input.write(`${JSON.stringify(message)}\n`)) return;
    await Promise.race([once(input, "drain"), once(input, "close")]).catch(() => Promise.reject(ended));
  }

  async close(): Promise<void> {
    const child = this.#child;
    const group = child?.pid;
    this.#isOver = true;
    if (child === undefined || group === undefined) return;
    this.#child = undefined;
    child.stdin?.end();
    if (child.exitCode === null && child.signalCode === null) {
      await Promise.race([once(child, "exit"), groupEnds(group, farewellMs)]);
    }
    if (!(await groupEnds(group, 0)) || process.platform === "win32") await endGroup(group, graceMs);
    releaseGroup(group);
    this.#program.done?.();
    child.stdout?.destroy();
    child.stderr?.destroy();
    this.#tellClosed();
  }

  #read(line: string): void {
    const message = parsed(line);
    if (message === undefined) this.#listeners.onSaid(line.slice(0, 2000));
    else this.onmessage?.(message);
  }

  #fail(why: string): void {
    this.onerror?.(new AinError("protocol", `The server ${why}.`));
    void this.close();
  }

  /** The program has ended by itself; what it has started may run on. */
  #closed(): void {
    if (this.#child !== undefined) void this.close();
  }

  #tellClosed(): void {
    this.onclose?.();
  }
}

function parsed(line: string): JSONRPCMessage | undefined {
  try {
    return JSONRPCMessageSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** For cmd.exe. */
function quoted(word: string): string {
  return /^[\w./:=@\\-]+$/.test(word) ? word : `"${word.replaceAll('"', '""')}"`;
}
