import { Duplex } from "node:stream";
import { AinError, type HostConnection } from "@ainative-code/sdk";

/** Bytes that one call may take: an answer is bounded by rows, and this bounds the rows. */
const maxBytes = 32 * 1024 * 1024;

/** A connection that stands already, as pg wants its sockets. An error of it reaches pg as one of a socket does. */
export class WireStream extends Duplex {
  readonly #connection: HostConnection;
  readonly #limit: number;
  #received = 0;

  constructor(connection: HostConnection, limit = maxBytes) {
    super({ allowHalfOpen: false });
    this.#connection = connection;
    this.#limit = limit;
  }

  connect(): this {
    setImmediate(() => this.emit("connect"));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  override _read(): void {
    this.#connection.read().then(
      (bytes) => {
        this.#received += bytes?.length ?? 0;
        if (this.#received > this.#limit) this.destroy(tooMuch(this.#limit));
        else if (!this.destroyed) this.push(bytes ?? null);
      },
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  }

  override _write(chunk: Uint8Array, _encoding: string, done: (error?: Error | null) => void): void {
    this.#connection.write(chunk).then(() => done(), done);
  }

  override _final(done: () => void): void {
    this.#connection.close();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#connection.close();
    done(error);
  }
}

function tooMuch(limit: number): AinError {
  return new AinError("invalid-input", `The rows take more than ${limit / 1024 / 1024} MiB.`, {
    actions: ["Name the columns that are needed, cut long values with left(column, 500), or ask for fewer rows."],
  });
}
