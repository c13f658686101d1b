import { AinError } from "@ainative-code/sdk";
import type { Cut, Session, SessionStore } from "../../core/sessions/store.ts";
import type { Database } from "./database.ts";
import { noSuchSession } from "./no-such-session.ts";
import { parseStored } from "./parse-stored.ts";
import type { SessionRow } from "./session-entity.ts";

/** The fewest characters of an id that are looked up as its beginning. */
const minPrefixLength = 4;

const findStatement = `SELECT id, title, cwd, model,
  created_at AS createdAt, updated_at AS updatedAt, message_count AS messageCount,
  parent_session AS parentSession, parent_call AS parentCall
  FROM sessions WHERE id BETWEEN ?1 AND ?1 || char(0x10ffff) ORDER BY id LIMIT 2`;

const createStatement = `INSERT INTO sessions (id, title, cwd, created_at, updated_at, parent_session, parent_call)
  VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6)`;

const changeStatements = {
  model: "WITH session AS (SELECT id FROM sessions WHERE id = ?) UPDATE sessions SET model = ? WHERE id IN session RETURNING id",
  cuts: "WITH session AS (SELECT id FROM sessions WHERE id = ?) UPDATE sessions SET cuts = ? WHERE id IN session RETURNING id",
  contextFrom:
    "WITH session AS (SELECT id FROM sessions WHERE id = ?) UPDATE sessions SET context_from = ? WHERE id IN session RETURNING id",
} as const;

/**
 * The sessions themselves, without what is in them. In SQL, but for the list: a query builder costs milliseconds at its
 * first use, and what begins or resumes a session is in everybody's way.
 */
export class SessionTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async create({ id, title, cwd, createdAt, parent }: Parameters<SessionStore["create"]>[0]): Promise<void> {
    await this.#database.write((connection) =>
      connection.query(createStatement, [id, title, cwd, createdAt, parent?.session ?? null, parent?.call ?? null]),
    );
  }

  async find(idOrPrefix: string): Promise<Session | undefined> {
    const [first, second] = await this.#database.read((connection) =>
      connection.query<SessionRow[]>(findStatement, [idOrPrefix]),
    );
    if (first === undefined) return undefined;
    if (first.id === idOrPrefix) return toSession(first);
    if (idOrPrefix.length < minPrefixLength) return undefined;
    if (second === undefined) return toSession(first);
    throw new AinError("invalid-input", `Several sessions begin with ${idOrPrefix}, for example ${first.id} and ${second.id}.`, {
      actions: ["Give more characters of the id: see ainative-code session list"],
    });
  }

  async list(options: NonNullable<Parameters<SessionStore["list"]>[0]> = {}): Promise<readonly Session[]> {
    const rows = await this.#database.list(async (entities) => entities.sessions(options));
    return rows.map(toSession);
  }

  async setModel(id: string, model: string): Promise<void> {
    await this.#change("model", id, model);
  }

  async setContextFrom(id: string, seq: number): Promise<void> {
    await this.#change("contextFrom", id, seq);
  }

  async cuts(id: string): Promise<readonly Cut[]> {
    const [row] = await this.#database.read((connection) =>
      connection.query<{ cuts: string }[]>("SELECT cuts FROM sessions WHERE id = ?", [id]),
    );
    return row === undefined
      ? []
      : (parseStored(row.cuts, `What was taken back of session ${id}`, this.#database.file) as readonly Cut[]);
  }

  async setCuts(id: string, cuts: readonly Cut[]): Promise<void> {
    await this.#change("cuts", id, JSON.stringify(cuts));
  }

  async #change(column: keyof typeof changeStatements, id: string, value: string | number): Promise<void> {
    await this.#database.write(async (connection) => {
      const changed = await connection.query<object[]>(changeStatements[column], [id, value]);
      if (changed.length === 0) throw noSuchSession(this.#database.file, id);
    });
  }
}

function toSession({
  id, title, cwd, model, createdAt, updatedAt, messageCount, parentSession, parentCall,
}: SessionRow): Session {
  const parent = parentSession === null ? {} : { parent: { session: parentSession, call: parentCall ?? "" } };
  return { id, title, cwd, model: model ?? undefined, createdAt, updatedAt, messageCount, ...parent };
}
