import { answerSql } from "./sql/answer-sql.ts";
import type { SqlAnswer, SqlRequest } from "./sql/sql-request.ts";

// A process of its own: SQLite works in its thread until it is done, and only a signal ends that.
process.stdout.write(JSON.stringify(answered(JSON.parse(process.env["AINATIVE_CODE_SQL"] ?? "") as SqlRequest)));

function answered(request: SqlRequest): SqlAnswer {
  try {
    return answerSql(request);
  } catch (thrown) {
    const code: unknown = thrown instanceof Error && "errcode" in thrown ? thrown.errcode : 0;
    return {
      kind: "failure",
      message: thrown instanceof Error ? thrown.message : String(thrown),
      code: typeof code === "number" ? code & 0xff : 0,
    };
  }
}
