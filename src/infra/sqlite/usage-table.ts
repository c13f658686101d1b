import type { UsageBucket, UsageFilter, UsageLog, UsageRow, UsageSum } from "../../core/cost/usage-log.ts";
import type { Database } from "./database.ts";

const appendStatement = `INSERT INTO usage
  (at, session_id, project, provider, model, input_fresh, cache_read, cache_write, cache_write_1h, output, thinking,
    nano_usd, basis, saved_nano_usd)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Values in the order of `filterValues`. A prefix is compared as a range, so that no character of it means another. */
const filtered = `(?1 IS NULL OR usage.at >= ?1) AND (?2 IS NULL OR usage.at < ?2) AND (?3 IS NULL OR project = ?3)
  AND (?4 IS NULL OR substr(session_id, 1, length(?4)) = ?4)`;

const quarterHourMs = 900_000;

const known = (basis: UsageRow["basis"], name: string): string =>
  `total(CASE WHEN basis = '${basis}' THEN nano_usd END) AS ${name}`;
const sum = (column: string, name: string): string => `sum(${column}) AS ${name}`;

const bucketsStatement = `SELECT usage.at / ${quarterHourMs} * ${quarterHourMs} AS "at", session_id AS sessionId, title, project,
    provider, usage.model AS model, count(*) AS requests, count(*) - count(nano_usd) AS unknown,
    ${sum("input_fresh", "inputFresh")}, ${sum("cache_read", "cacheRead")}, ${sum("cache_write", "cacheWrite")},
    ${sum("cache_write_1h", "cacheWrite1h")}, ${sum("output", "output")}, ${sum("thinking", "thinking")},
    ${sum("saved_nano_usd", "savedNanoUsd")}, ${known("reported", "reportedNanoUsd")},
    ${known("estimated", "estimatedNanoUsd")}, ${known("guessed", "guessedNanoUsd")}
  FROM usage LEFT JOIN sessions ON sessions.id = session_id
  WHERE ${filtered}
  GROUP BY usage.at / ${quarterHourMs}, session_id, project, provider, usage.model
  ORDER BY usage.at / ${quarterHourMs}, min(usage.id)`;

/** What was spent, as a table of the session database. */
export class UsageTable implements UsageLog {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async append(row: UsageRow): Promise<void> {
    const values = [
      row.at,
      row.sessionId,
      row.project,
      row.provider,
      row.model,
      row.inputFresh,
      row.cacheRead,
      row.cacheWrite,
      row.cacheWrite1h,
      row.output,
      row.thinking,
      row.nanoUsd,
      row.basis,
      row.savedNanoUsd,
    ];
    await this.#database.write((connection) => connection.query(appendStatement, values));
  }

  async sum(filter: UsageFilter, afterId: number): Promise<UsageSum> {
    const { where, values } = sumFilter(filter, afterId > 0);
    const statement = `SELECT coalesce(sum(nano_usd), 0) AS nanoUsd, max(id) AS lastId FROM usage WHERE id > ?${where}`;
    const [row] = await this.#database.read((connection) => connection.query<SumRow[]>(statement, [afterId, ...values]));
    return { nanoUsd: row?.nanoUsd ?? 0, lastId: row?.lastId ?? afterId };
  }

  async buckets({ since, until, project, session }: UsageFilter): Promise<readonly UsageBucket[]> {
    const values = [since ?? null, until ?? null, project ?? null, session ?? null];
    return this.#database.read((connection) => connection.query<UsageBucket[]>(bucketsStatement, values));
  }
}

interface SumRow {
  readonly nanoUsd: number;
  readonly lastId: number | null;
}

/**
 * Only the conditions there are, so that SQLite can choose the index of one; none (`+`) where only the last rows are to be
 * read, however many there are before. A session is named whole here.
 */
function sumFilter(
  { since, until, project, session }: UsageFilter,
  isLater: boolean,
): { readonly where: string; readonly values: readonly unknown[] } {
  const conditions = (
    [
      ["at >= ?", since],
      ["at < ?", until],
      ["project = ?", project],
      ["session_id = ?", session],
    ] as const
  ).filter(([, value]) => value !== undefined);
  return {
    where: conditions.map(([text]) => ` AND ${isLater ? "+" : ""}${text}`).join(""),
    values: conditions.map(([, value]) => value),
  };
}
