import { readFileSync } from "node:fs";
import { AinError, type Access, type Host, type Tool, type ToolContext } from "@ainative-code/sdk";
import { hostOfAddress, isPostgres } from "./postgres/address.ts";
import { runSql } from "./run-sql.ts";
import { assertOneStatement, explained } from "./sql/sql-failure.ts";
import { schemaText } from "./sql/schema-text.ts";
import { resultText } from "./sql/result-text.ts";
import type { SqlAnswer } from "./sql/sql-request.ts";

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
      database: { type: "string", minLength: 1, description: "The SQLite file, or postgres://USER@HOST/DATABASE." },
      query: { type: "string", minLength: 1, maxLength: 100_000, description: "One SQL statement." },
      parameters: {
        type: "array",
        maxItems: 1000,
        items: { type: ["string", "number", "null"] },
        description: "Values for the ? of the query, or $1, $2.",
      },
      limit: { type: "integer", minimum: 1, maximum: maxRows, description: "Rows to show." },
      write: { type: "boolean", description: "The statement changes data." },
    },
    required: ["database"],
    additionalProperties: false,
  },
  access: ({ database, write = false }) => (isPostgres(database) ? postgresAccess(database, write) : fileAccess(database, write)),
  async run(input, context, host) {
    const { database, query, parameters = [], limit = defaultRows, write = false } = input;
    if (write && host.config["sqlWrites"] !== true) throw writesAreOff();
    const asked = { query, parameters, limit, write };
    const answer = isPostgres(database)
      ? await ofPostgres({ database, ...asked }, context, host)
      : await ofFile({ database, ...asked }, context);
    if (answer.kind === "schema") {
      return {
        content: schemaText(answer, isPostgres(database) ? "The database" : database),
        details: { tables: answer.tables.length },
      };
    }
    assertOneStatement(answer.rest);
    const { columns, rows, changes, complete } = answer;
    return {
      content: resultText(answer),
      details: { columns, rows: rows.length, complete, ...(changes === undefined ? {} : { changes }) },
    };
  },
} satisfies Tool<Input>;

type Asked = Required<Omit<Input, "query">> & { readonly query: string | undefined };
type Answer = Exclude<SqlAnswer, { readonly kind: "failure" }>;

function fileAccess(path: string, write: boolean): readonly Access[] {
  return [{ kind: "read", path }, ...(write ? [{ kind: "write" as const, path }] : [])];
}

/** A permission to ask a host is none to change what it holds. */
function postgresAccess(database: string, write: boolean): readonly Access[] {
  const host = hostOfAddress(database);
  return [{ kind: "network", host }, ...(write ? [{ kind: "network" as const, host: `${host}/write` }] : [])];
}

async function ofPostgres(asked: Asked, context: ToolContext, host: Host): Promise<Answer> {
  const { askPostgres } = await import("./postgres/ask-postgres.ts");
  context.progress(`Asking ${hostOfAddress(asked.database)}`);
  return askPostgres(asked, host, context.signal);
}

async function ofFile({ database, ...asked }: Asked, { files, processes }: ToolContext): Promise<Answer> {
  const info = await files.info(database);
  if (info?.kind !== "file") throw noDatabase(database, info?.kind);
  const file = await files.resolve(database);
  const answer = await runSql({ file, ...asked }, processes);
  if (answer.kind === "failure") throw explained(answer, database, asked.query);
  return answer;
}

function writesAreOff(): AinError {
  return new AinError("permission-denied", "The tool sql changes nothing here: the user has not allowed it.", {
    actions: ["Tell the user what you would change. To allow it: ainative-code config set plugins.tools.sqlWrites true"],
  });
}

function noDatabase(path: string, kind: string | undefined): AinError {
  const what = kind === undefined ? "does not exist" : "is no file";
  return new AinError("invalid-input", `${path} ${what}.`, { actions: ["Look for the database file with glob."] });
}
