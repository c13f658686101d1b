import type { Connection } from "./connection.ts";
import type { Entities } from "./open-entities.ts";
import { storageError } from "./storage-error.ts";

/**
 * One open database: reads at any time, writes one after the other. There is one connection, so the queue is what keeps
 * the order. Whatever is thrown becomes `storage`; a failed write leaves the queue usable.
 */
export class Database {
  readonly file: string;
  readonly #connection: Connection;
  readonly #entities: () => Promise<Entities>;
  #lastWrite: Promise<unknown> = Promise.resolve();

  /** `entities` are made when somebody asks for them. */
  constructor(file: string, connection: Connection, entities: () => Promise<Entities>) {
    this.file = file;
    this.#connection = connection;
    this.#entities = entities;
  }

  async read<T>(task: (connection: Connection) => Promise<T>): Promise<T> {
    try {
      return await task(this.#connection);
    } catch (error) {
      throw storageError(this.file, error);
    }
  }

  /** The same by TypeORM, whose loading takes its time: for what nobody waits for at the start. */
  async list<T>(task: (entities: Entities) => Promise<T>): Promise<T> {
    return this.read(async () => task(await this.#entities()));
  }

  write<T>(task: (connection: Connection) => Promise<T>): Promise<T> {
    const written = this.#lastWrite.then(() => this.read(task));
    this.#lastWrite = written.catch(() => undefined);
    return written;
  }

  /** After the writes asked for so far. A second call does nothing. */
  async close(): Promise<void> {
    await this.write(async (connection) => connection.close());
  }
}
