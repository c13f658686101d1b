import { readFileSync } from "node:fs";
import { AinError, type Tool } from "@ainative-code/sdk";
import { runSql } from "./run-sql.ts";
import { assertOneStatement, explained } from "./sql/sql-failure.ts";
import { schemaText } from "./sql/schema-text.ts";
import { resultText } from "./sql/result-text.ts";

interface Input {
  readonly database: string;
  readonly query?: string;
  readonly parameters?: readonly (string | number | null)[];
  readonly limit?: number;
  readonly write?: boolean;
}

const defaultRows = 100;
const maxRows = 1000;

export default {
  name: "sql",
  description: readFileSync(new URL("./sql.md", import.meta.url), "utf8"),
  risk: "read",
  input: {
    type: "object",
    properties: {
      database: { type: "string", minLength: 1, description: "The SQLite file." },
      query: { type: "string", minLength: 1, maxLength: 100_000, description: "One SQL statement." },
      parameters: { type: "array", maxItems: 1000, items: { type: ["string", "number", "null"] }, description: "Values for the ? of the query." },
      limit: { type: "integer", minimum: 1, maximum: maxRows, description: "Rows to show." },
      write: { type: "boolean", description: "The statement changes data." },
    },
    required: ["database"],
    additionalProperties: false,
  },
  access: ({ database, write = false }) => [{ kind: "read", path: database }, ...(write ? [{ kind: "write" as const, path: database }] : [])],
  async run({ database, query, parameters = [], limit = defaultRows, write = false }, { files, processes }, host) {
    if (write && host.config["sqlWrites"] !== true) throw writesAreOff();
    const info = await files.info(database);
    if (info?.kind !== "file") throw noDatabase(database, info?.kind);
    const file = await files.resolve(database);
    const answer = await runSql({ file, query, parameters, limit, write }, processes);
    if (answer.kind === "failure") throw explained(answer, database, query);
    if (answer.kind === "schema") return { content: schemaText(answer, database), details: { tables: answer.tables.length } };
    assertOneStatement(answer.rest);
    const { columns, rows, changes, complete } = answer;
    return { content: resultText(answer), details: { columns, rows: rows.length, complete, ...(changes === undefined ? {} : { changes }) } };
  },
} satisfies Tool<Input>;

function writesAreOff(): AinError {
  return new AinError("permission-denied", "The tool sql changes nothing here: the user has not allowed it.", {
    actions: ["Tell the user what you would change. To allow it: ainative-code config set plugins.tools.sqlWrites true"],
  });
}

function noDatabase(path: string, kind: string | undefined): AinError {
  const what = kind === undefined ? "does not exist" : "is no file";
  return new AinError("invalid-input", `${path} ${what}.`, { actions: ["Look for the database file with glob."] });
}
