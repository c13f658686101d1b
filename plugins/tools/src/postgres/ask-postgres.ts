import { AinError, type Host } from "@ainative-code/sdk";
import { sqlTooSlow } from "../sql-too-slow.ts";
import type { SqlAnswer } from "../sql/sql-request.ts";
import { postgresAddress } from "./address.ts";
import { openSession, type Session } from "./open-session.ts";
import { postgresFailure } from "./postgres-failure.ts";
import type { PostgresRequest } from "./postgres-request.ts";
import { assertStaysInside, beginReading, beginWriting, statementLimitMs } from "./reading.ts";
import { readRows } from "./read-rows.ts";
import { readSchema } from "./read-schema.ts";
import { writeRows } from "./write-rows.ts";

/** Milliseconds for a server that does not keep to its own limit. */
const graceMs = 5000;

/** Opens a connection, does what is asked, and closes it. Every failure is an `AinError` without a password in it. */
export async function askPostgres(
  request: PostgresRequest,
  host: Host,
  signal: AbortSignal,
  limitMs = statementLimitMs + graceMs,
): Promise<Exclude<SqlAnswer, { kind: "failure" }>> {
  const address = postgresAddress(request.database);
  if (request.query !== undefined && !request.write) assertStaysInside(request.query);
  let session: Session | undefined;
  try {
    session = await openSession(address, host, signal);
    return await watched(session, signal, limitMs, answered(session, request));
  } catch (thrown) {
    throw postgresFailure(thrown, address, request);
  } finally {
    await session?.close();
  }
}

async function answered(
  { client }: Session,
  { query, parameters, limit, write }: PostgresRequest,
): Promise<Exclude<SqlAnswer, { kind: "failure" }>> {
  if (write && query !== undefined) {
    await beginWriting(client);
    const answer = await writeRows(client, query, parameters, limit);
    await client.query("COMMIT");
    return answer;
  }
  await beginReading(client);
  const answer = query === undefined ? await readSchema(client) : await readRows(client, query, parameters, limit);
  await client.query("ROLLBACK");
  return answer;
}

/** At the user's word, or at the limit, the server is told to give up before the connection goes. */
async function watched<T>(session: Session, signal: AbortSignal, limitMs: number, work: Promise<T>): Promise<T> {
  const giveUp = (error: AinError) => (): void => void session.cancel().then(() => session.fail(error));
  const onAbort = giveUp(new AinError("cancelled", "Cancelled; the statement was ended in the database."));
  const timer = setTimeout(giveUp(sqlTooSlow(limitMs)), limitMs);
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  try {
    return await work;
  } catch (thrown) {
    // What the server says of a statement that was given up comes before the connection goes.
    if (signal.aborted) throw new AinError("cancelled", "Cancelled; the statement was ended in the database.", { cause: thrown });
    throw thrown;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
  }
}
