import type { AuditLog } from "../../core/audit/audit-log.ts";
import type { MoneyHolds } from "../../core/cost/money-holds.ts";
import type { UsageLog } from "../../core/cost/usage-log.ts";
import type { SessionStore } from "../../core/sessions/store.ts";
import { AuditTable } from "./audit-table.ts";
import { openConnection } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { Database } from "./database.ts";
import { chooseDriver } from "./driver/choose-driver.ts";
import type { SqliteDriverName } from "./driver/sqlite-driver.ts";
import { MoneyHoldTable } from "./money-hold-table.ts";
import { MessageLog } from "./message-log.ts";
import { migrate, schemaVersion } from "./migrations/migrate.ts";
import type { Entities } from "./open-entities.ts";
import { prepareFile } from "./prepare-file.ts";
import { SessionHolds } from "./session-holds.ts";
import { SessionTable } from "./session-table.ts";
import { storageError } from "./storage-error.ts";
import { ToolLog } from "./tool-log.ts";
import { UsageTable } from "./usage-table.ts";

export interface SessionStoreOptions {
  /** Absolute; made where it is missing, with its folder. `:memory:` for a database that is on no disk. */
  readonly file: string;
  /** Default `auto`: sqlite3 where it loads, else what Node carries. */
  readonly driver?: SqliteDriverName | "auto";
  /** Milliseconds since the epoch; default the system's clock. */
  readonly now?: () => number;
  /** Milliseconds to wait for a lock of another process. Default 5000. */
  readonly busyTimeoutMs?: number;
}

/** What SQLite calls a database that is on no disk. */
const inMemory = ":memory:";

/** The conversations, and what lives in the same file: the audit log, and what was spent. */
export interface OpenedStore extends SessionStore {
  readonly audit: AuditLog;
  readonly usage: UsageLog;
  readonly money: MoneyHolds;
}

/** Opens the conversations on disk and brings their schema up to date. Throws `storage`; then nothing stays open. */
export async function openSessionStore(options: SessionStoreOptions): Promise<OpenedStore> {
  const { file, driver = "auto", now = Date.now, busyTimeoutMs = 5000 } = options;
  const { driver: chosen } = chooseDriver(driver);
  try {
    if (file !== inMemory) await prepareFile(file);
    const connection = await openConnection(file, chosen, busyTimeoutMs);
    const entities = lateEntities(file, connection);
    await prepareDatabase(connection, file, entities).catch(async (error: unknown) => {
      await connection.close();
      throw error;
    });
    return sessionStore(new Database(file, connection, entities), now);
  } catch (error) {
    throw storageError(file, error);
  }
}

/** TypeORM is loaded by the first who asks; nobody does in a conversation. */
function lateEntities(file: string, connection: Connection): () => Promise<Entities> {
  let made: Promise<Entities> | undefined;
  const make = async (): Promise<Entities> => (await import("./open-entities.ts")).openEntities(file, connection);
  return async () => {
    made ??= make();
    return made.catch((error: unknown) => {
      made = undefined;
      throw error;
    });
  };
}

async function prepareDatabase(connection: Connection, file: string, entities: () => Promise<Entities>): Promise<void> {
  // First of all, for a database of a newer program must not be changed.
  await schemaVersion(connection, file);
  await connection.query("PRAGMA journal_mode = WAL");
  // A power failure may cost the last messages, never the database; the end of a process costs nothing.
  await connection.query("PRAGMA synchronous = NORMAL");
  await migrate(connection, file, entities);
}

function sessionStore(database: Database, now: () => number): OpenedStore {
  const sessions = new SessionTable(database);
  const messages = new MessageLog(database, now);
  const tools = new ToolLog(database);
  const holds = new SessionHolds(database);
  return {
    audit: new AuditTable(database),
    usage: new UsageTable(database),
    money: new MoneyHoldTable(database),
    create: (session) => sessions.create(session),
    find: (idOrPrefix) => sessions.find(idOrPrefix),
    list: (options) => sessions.list(options),
    append: (sessionId, message) => messages.append(sessionId, message),
    page: (sessionId, options) => messages.page(sessionId, options),
    context: (sessionId) => messages.context(sessionId),
    compactBefore: (sessionId, seq) => sessions.setContextFrom(sessionId, seq),
    cuts: (sessionId) => sessions.cuts(sessionId),
    setCuts: (sessionId, cuts) => sessions.setCuts(sessionId, cuts),
    prompts: (sessionId) => messages.prompts(sessionId),
    setModel: (sessionId, model) => sessions.setModel(sessionId, model),
    recordTool: (sessionId, execution) => tools.record(sessionId, execution),
    tools: (sessionId) => tools.list(sessionId),
    hold: (sessionId, holder, isAlive) => holds.hold(sessionId, holder, isAlive),
    release: (sessionId, holder) => holds.release(sessionId, holder),
    close: () => database.close(),
  };
}
