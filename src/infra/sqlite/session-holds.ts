import { AinError } from "@ainative-code/sdk";
import { IsNull } from "typeorm";
import type { DataSource } from "typeorm";
import type { Holder } from "../../core/sessions/store.ts";
import type { Database } from "./database.ts";
import { noSuchSession } from "./no-such-session.ts";
import { SessionEntity } from "./session-entity.ts";

const nobody = { holderPid: null, holderHostname: null, holderStartToken: null };

/** Which process works in which session. */
export class SessionHolds {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async hold(sessionId: string, holder: Holder, isAlive: (holder: Holder) => boolean): Promise<void> {
    await this.#database.write(async (source) => {
      for (;;) {
        const other = await this.#holderOf(source, sessionId);
        if (other !== undefined && !isSame(other, holder) && isAlive(other)) throw heldByOther(sessionId, other);
        // Only if it is still as it was read: of two processes that find a dead holder, one gets it and the other looks again.
        const { affected } = await source.getRepository(SessionEntity)
          .update({ id: sessionId, ...(other === undefined ? unheld : columnsOf(other)) }, columnsOf(holder));
        if (affected === 1) return;
      }
    });
  }

  /** Does nothing where another process has it by now. */
  async release(sessionId: string, holder: Holder): Promise<void> {
    const held = { id: sessionId, ...columnsOf(holder) };
    await this.#database.write((source) => source.getRepository(SessionEntity).update(held, nobody));
  }

  async #holderOf(source: DataSource, id: string): Promise<Holder | undefined> {
    const row = await source.getRepository(SessionEntity).findOneBy({ id });
    if (row === null) throw noSuchSession(this.#database.file, id);
    const { holderPid, holderHostname, holderStartToken } = row;
    if (holderPid === null || holderHostname === null || holderStartToken === null) return undefined;
    return { pid: holderPid, hostname: holderHostname, startToken: holderStartToken };
  }
}

const unheld = { holderPid: IsNull() };

interface HolderColumns {
  holderPid: number;
  holderHostname: string;
  holderStartToken: string;
}

function columnsOf({ pid, hostname, startToken }: Holder): HolderColumns {
  return { holderPid: pid, holderHostname: hostname, holderStartToken: startToken };
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
