import type { DataSource } from "typeorm";
import { storageError } from "./storage-error.ts";

/**
 * One open database: reads at any time, writes one after the other. TypeORM has one connection here, so the queue is
 * what keeps the order. Whatever is thrown becomes `storage`; a failed write leaves the queue usable.
 */
export class Database {
  readonly file: string;
  readonly #source: DataSource;
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(file: string, source: DataSource) {
    this.file = file;
    this.#source = source;
  }

  async read<T>(task: (source: DataSource) => Promise<T>): Promise<T> {
    try {
      return await task(this.#source);
    } catch (error) {
      throw storageError(this.file, error);
    }
  }

  write<T>(task: (source: DataSource) => Promise<T>): Promise<T> {
    const written = this.#lastWrite.then(() => this.read(task));
    this.#lastWrite = written.catch(() => undefined);
    return written;
  }

  /** After the writes asked for so far. A second call does nothing. */
  async close(): Promise<void> {
    await this.write(async (source) => {
      if (source.isInitialized) await source.destroy();
    });
  }
}
