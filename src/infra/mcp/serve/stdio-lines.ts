import { once } from "node:events";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import { JSONRPCMessageSchema } from "@modelcontextprotocol/sdk/types.js";
import { LineReader } from "../line-reader.ts";
import type { OwnStdout } from "./own-stdout.ts";

/** Bytes of one message. */
const maxMessage = 16 * 1024 * 1024;

/** Serves whoever has started this process: one message a line, on standard input and output. */
export class StdioLines implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  readonly #input: NodeJS.ReadStream;
  readonly #output: OwnStdout;
  readonly #ended = Promise.withResolvers<void>();
  readonly #open = new Set<string | number>();
  #allAnswered: (() => void) | undefined;

  constructor(input: NodeJS.ReadStream, output: OwnStdout) {
    this.#input = input;
    this.#output = output;
  }

  /** Resolves when the client has closed its end. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  async start(): Promise<void> {
    const lines = new LineReader(maxMessage, (line) => this.#read(line), () => {
      void this.#refuse(-32600, `A message may have ${maxMessage / 1024 / 1024} MiB.`);
      this.#ended.resolve();
    });
    this.#input.on("data", (chunk: Uint8Array) => lines.add(chunk));
    this.#input.once("end", this.#ended.resolve).once("error", () => this.#ended.resolve());
    return Promise.resolve();
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if ("id" in message && !("method" in message) && message.id !== undefined) this.#answered(message.id);
    await this.#write(message);
  }

  /** Resolves when nothing is left to be answered, at the latest after so many milliseconds. */
  async settled(ms: number): Promise<void> {
    if (this.#open.size === 0) return;
    const done = new Promise<void>((resolve) => (this.#allAnswered = resolve));
    await Promise.race([done, once(AbortSignal.timeout(ms), "abort")]);
  }

  close(): Promise<void> {
    this.#input.pause();
    this.#ended.resolve();
    this.onclose?.();
    return Promise.resolve();
  }

  #read(line: string): void {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return void this.#refuse(-32700, "This is no JSON.");
    }
    const { data } = JSONRPCMessageSchema.safeParse(value);
    if (data === undefined) return void this.#refuse(-32600, "This is no message of JSON-RPC 2.0.");
    if ("method" in data && "id" in data) this.#open.add(data.id);
    // A call that is cancelled has no answer.
    if ("method" in data && data.method === "notifications/cancelled") this.#answered(idOf(data.params?.["requestId"]));
    this.onmessage?.(data);
  }

  #answered(id: string | number | undefined): void {
    if (id !== undefined) this.#open.delete(id);
    if (this.#open.size === 0) this.#allAnswered?.();
  }

  async #refuse(code: number, message: string): Promise<void> {
    this.onerror?.(new Error(message));
    await this.#write({ jsonrpc: "2.0", id: null, error: { code, message } });
  }

  async #write(message: object): Promise<void> {
    await this.#output.write(`${JSON.stringify(message)}\n`);
  }
}

function idOf(value: unknown): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}
