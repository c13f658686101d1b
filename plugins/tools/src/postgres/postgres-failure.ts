import { AinError, isAinError } from "@ainative-code/sdk";
import { shownAddress, type PostgresAddress } from "./address.ts";
import type { PostgresRequest } from "./postgres-request.ts";
import { askedAs, cursorPrefix } from "./read-rows.ts";

interface Said {
  /** SQLSTATE; appendix A of PostgreSQL's manual. Of Node where the connection failed. */
  readonly code: string;
  readonly message: string;
  /** Counted from 1, in what the server got. */
  readonly position: number;
  readonly hint: string;
}

/** What went wrong, as the error that the model is told. */
export function postgresFailure(thrown: unknown, address: PostgresAddress, request: PostgresRequest): AinError {
  if (isAinError(thrown)) return thrown;
  const said = saidBy(thrown);
  return ofConnection(said, address, thrown) ?? ofStatement(said, request) ?? ofQuery(said, request);
}

function ofConnection({ code, message }: Said, address: PostgresAddress, cause: unknown): AinError | undefined {
  const place = shownAddress(address);
  switch (code) {
    case "28P01":
    case "28000":
      return new AinError("auth", `The database ${place} does not let the user ${address.user} in: ${message}.`, {
        actions: ["Check the user, and the password that the user of this program has set below plugins.tools.databases"],
        cause,
      });
    case "3D000":
      return new AinError("invalid-input", `There is no database ${address.database} at ${address.host}:${address.port}.`, {
        actions: ["Ask the database postgres there: SELECT datname FROM pg_database"],
      });
    case "53300":
      return new AinError("overloaded", `The database ${place} has no connection left for another program.`, {
        actions: ["Try again later"],
      });
    case "57P03":
      return new AinError("overloaded", `The database ${place} is just starting, or ending.`, {
        actions: ["Try again in a moment"],
      });
    case "57P01":
    case "57P02":
      return lost(place, cause);
    default:
      return /^08(?!P01)|^$|^E[A-Z]+$/.test(code) ? lost(place, cause, message) : undefined;
  }
}

function lost(place: string, cause: unknown, message = ""): AinError {
  const why = message === "" || /terminated/.test(message) ? "" : ` (${message})`;
  return new AinError("network", `The database ${place} ended the connection before it had answered${why}.`, {
    actions: ["Try again; where it happens again, look into the log of the database server"],
    cause,
  });
}

function ofStatement({ code, message }: Said, { write }: PostgresRequest): AinError | undefined {
  if (code === "57014") {
    return new AinError("timeout", "The statement was not done within its time and was ended; nothing of it was changed.", {
      actions: ["Narrow it: fewer rows, a WHERE on an indexed column."],
    });
  }
  if (code === "55P03") {
    return new AinError("invalid-input", `A table is locked by somebody else: ${message}.`, { actions: ["Try again later."] });
  }
  if (/multiple commands/.test(message)) {
    return new AinError("invalid-input", "There is more than one statement; nothing was run.", {
      actions: ["Send one statement a call."],
    });
  }
  const changes = code === "25006" || /data-modifying statements in WITH/.test(message);
  if (!changes || write) return undefined;
  return new AinError("invalid-input", `The database is only read here, and the statement changes it: ${message}.`, {
    actions: ["Say so with write: true, if the user wants the change."],
  });
}

function ofQuery({ code, message, position, hint }: Said, { query = "", write }: PostgresRequest): AinError {
  const prefix = !write && askedAs(query) !== query ? cursorPrefix.length : 0;
  const at = position - prefix;
  if (prefix > 0 && code === "42601" && at >= 1 && isFirstWord(query, at)) {
    return new AinError("invalid-input", `Only SELECT, WITH, VALUES, TABLE, EXPLAIN and SHOW are answered here: ${message}.`, {
      actions: ["A statement that changes data needs write: true, if the user wants the change."],
    });
  }
  const place = at >= 1 && at <= query.length ? placeOf(query, at) : "";
  return new AinError("invalid-input", `The query failed: ${message}${place}.${hint === "" ? "" : ` ${hint}`}`, {
    actions: ["Correct it. Without a query you get the tables and their columns."],
  });
}

function isFirstWord(query: string, at: number): boolean {
  return query.slice(0, at - 1).trim() === "";
}

function placeOf(query: string, at: number): string {
  const lines = query.slice(0, at - 1).split("\n");
  return ` (line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1})`;
}

function saidBy(thrown: unknown): Said {
  const text = (name: string): string => {
    const value: unknown = typeof thrown === "object" && thrown !== null ? Reflect.get(thrown, name) : undefined;
    return typeof value === "string" ? value : "";
  };
  return { code: text("code"), message: text("message"), position: Number(text("position") || "0"), hint: text("hint") };
}
