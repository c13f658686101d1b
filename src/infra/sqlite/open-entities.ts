import { DataSource, IsNull } from "typeorm";
import type { SessionStore } from "../../core/sessions/store.ts";
import type { Connection } from "./connection.ts";
import { migrations } from "./migrations/migrate.ts";
import { SessionEntity } from "./session-entity.ts";
import type { SessionRow } from "./session-entity.ts";
import { silentLogger } from "./silent-logger.ts";
import { ToolExecutionEntity } from "./tool-execution-entity.ts";
import type { ToolExecutionRow } from "./tool-execution-entity.ts";

/** What TypeORM does here: lists of rows, and the way from one schema to the next. */
export interface Entities {
  /** Inside the transaction of the caller. */
  readonly runMigrations: () => Promise<void>;
  sessions(options: NonNullable<Parameters<SessionStore["list"]>[0]>): Promise<readonly SessionRow[]>;
  /** Of one session, in the order in which they were recorded. */
  tools(sessionId: string): Promise<readonly ToolExecutionRow[]>;
}

/** On the connection that is open. What is read and written at every turn is SQL: loading TypeORM takes longer than a turn. */
export async function openEntities(database: string, connection: Connection): Promise<Entities> {
  const entities = [SessionEntity, ToolExecutionEntity];
  const driver = connection.asDriver();
  const source = new DataSource({ type: "sqlite", database, driver, entities, migrations, logger: silentLogger });
  await source.initialize();
  return {
    runMigrations: async () => void (await source.runMigrations({ transaction: "none" })),
    sessions: async ({ limit, cwd, of }) => source.getRepository(SessionEntity).find({
      order: { updatedAt: "DESC", createdAt: "DESC", id: "DESC" },
      ...(limit === undefined ? {} : { take: limit }),
      where: { parentSession: of ?? IsNull(), ...(cwd === undefined ? {} : { cwd }) },
    }),
    tools: async (sessionId) => source.getRepository(ToolExecutionEntity).find({ where: { sessionId }, order: { id: "ASC" } }),
  };
}
