import type { Client } from "pg";
import { AinError } from "@ainative-code/sdk";
import type { SqlRequest, SqlRows } from "../sql/sql-request.ts";
import { bounded } from "./read-rows.ts";

/** What works on tables and no further. COPY reaches files and programs of the server, DO and CALL end transactions. */
const allowed =
  /^(?:\s|--[^\n]*\n)*(?:insert|update|delete|merge|with|select|values|table|truncate|create|alter|drop|comment|grant|revoke|refresh|analyze|explain|show|reindex|cluster|lock)\b/i;

/** Runs one statement that may change data. */
export async function writeRows(
  client: Client,
  query: string,
  parameters: SqlRequest["parameters"],
  limit: number,
): Promise<SqlRows> {
  if (!allowed.test(query)) throw refused(query);
  const { command, rowCount, fields, rows } = await client.query<(string | null)[]>({
    name: "asked",
    text: query,
    values: [...parameters],
    rowMode: "array",
  });
  const isChange = /^(?:INSERT|UPDATE|DELETE|MERGE)$/.test(command);
  const changed = fields.length === 0 || isChange ? { changes: isChange ? (rowCount ?? 0) : 0 } : {};
  return { ...bounded(fields, rows, limit), ...changed };
}

function refused(query: string): AinError {
  const word = /[a-z]+/i.exec(query)?.[0]?.toUpperCase() ?? "nothing";
  return new AinError("invalid-input", `The tool sql does not send a statement that begins with ${word}; nothing was run.`, {
    actions: [
      "Send one statement that works on tables (INSERT, UPDATE, DELETE, CREATE …); each is a transaction of its own. For others use psql in a shell command.",
    ],
  });
}
