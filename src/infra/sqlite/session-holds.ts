import { AinError } from "@ainative-code/sdk";
import type { Holder } from "../../core/sessions/store.ts";
import type { Connection } from "./connection.ts";
import type { Database } from "./database.ts";
import { noSuchSession } from "./no-such-session.ts";

/** The columns of a session that say who has it. */
interface HolderRow {
  readonly pid: number | null;
  readonly hostname: string | null;
  readonly startToken: string | null;
}

const nobody: HolderRow = { pid: null, hostname: null, startToken: null };

const holderStatement =
  "SELECT holder_pid AS pid, holder_hostname AS hostname, holder_start_token AS startToken FROM sessions WHERE id = ?";

const passOnStatement = `WITH held AS (
    SELECT id FROM sessions WHERE id = ? AND holder_pid IS ? AND holder_hostname IS ? AND holder_start_token IS ?
  )
  UPDATE sessions SET holder_pid = ?, holder_hostname = ?, holder_start_token = ? WHERE id IN held RETURNING id`;

/** Which process works in which session. */
export class SessionHolds {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async hold(sessionId: string, holder: Holder, isAlive: (holder: Holder) => boolean): Promise<void> {
    await this.#database.write(async (connection) => {
      // Of two processes that find a dead holder, one gets it and the other looks again.
      for (let from = nobody; !(await passOn(connection, sessionId, from, holder)); ) {
        from = await this.#rowOf(connection, sessionId);
        const other = holderOf(from);
        if (other !== undefined && !isSame(other, holder) && isAlive(other)) throw heldByOther(sessionId, other);
      }
    });
  }

  /** Does nothing where another process has it by now. */
  async release(sessionId: string, holder: Holder): Promise<void> {
    await this.#database.write((connection) => passOn(connection, sessionId, holder, nobody));
  }

  async #rowOf(connection: Connection, id: string): Promise<HolderRow> {
    const [row] = await connection.query<HolderRow[]>(holderStatement, [id]);
    if (row === undefined) throw noSuchSession(this.#database.file, id);
    return row;
  }
}

/** False where the session, if there is one, is not held as `from` says. */
async function passOn(connection: Connection, id: string, from: HolderRow, to: HolderRow): Promise<boolean> {
  const passed = await connection.query<object[]>(passOnStatement, [id, ...valuesOf(from), ...valuesOf(to)]);
  return passed.length === 1;
}

function valuesOf({ pid, hostname, startToken }: HolderRow): (string | number | null)[] {
  return [pid, hostname, startToken];
}

function holderOf({ pid, hostname, startToken }: HolderRow): Holder | undefined {
  return pid === null || hostname === null || startToken === null ? undefined : { pid, hostname, startToken };
}

function isSame(one: Holder, other: Holder): boolean {
  return one.pid === other.pid && one.hostname === other.hostname && one.startToken === other.startToken;
}

function heldByOther(sessionId: string, { pid, hostname }: Holder): AinError {
  return new AinError("stale-state", `Session ${sessionId} is in use by another ainative-code (process ${pid} on ${hostname}).`, {
    actions: ["Go on there, or end it first.", "Or begin a new session: leave out --continue and --resume."],
    details: { pid, hostname },
  });
}
