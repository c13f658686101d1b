import type { Client } from "pg";
import { AinError, type Host, type HostConnection } from "@ainative-code/sdk";
import { passwordFor } from "./password-for.ts";
import { shownAddress, type PostgresAddress } from "./address.ts";
import { WireStream } from "./wire-stream.ts";

/** A signed-in connection. */
export interface Session {
  readonly client: Client;
  /** Asks the server, by a connection of its own, to give up what this one is doing. Never throws. */
  cancel(): Promise<void>;
  /** Ends at once whatever is going on; what is waited for fails with this error. */
  fail(error: AinError): void;
  close(): Promise<void>;
}

/** Section "Message Formats" of PostgreSQL's manual: length and code of SSLRequest; `S` says yes. */
const startTls = { ask: Uint8Array.of(0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f), yes: Uint8Array.of(0x53) };
const cancelCode = 80_877_102;
/** Milliseconds for a server to take a cancel, or a goodbye. */
const patienceMs = 1500;

/** Nothing comes from the variables and files that PostgreSQL's own programs look at: they hold passwords of other hosts. */
export async function openSession(address: PostgresAddress, host: Host, signal: AbortSignal): Promise<Session> {
  const connect = async (ends: AbortSignal): Promise<HostConnection> => {
    if (host.connect === undefined) {
      throw new AinError("unsupported", "This version of the program makes no connections to databases.", {
        actions: ["Update it"],
      });
    }
    return host.connect(`${address.host}:${address.port}`, { startTls, encryption: address.encryption, signal: ends });
  };
  const [{ default: pg }, connection] = await Promise.all([import("pg"), connect(signal)]);
  const stream = new WireStream(connection);
  const client = new pg.Client({
    host: address.host,
    port: address.port,
    user: address.user,
    database: address.database,
    password: async () => (await passwordFor(address, host)) ?? noPassword(address),
    ssl: false,
    application_name: "ainative-code",
    stream: () => stream,
    types: { getTypeParser: () => asWritten },
  });
  // Also told to whoever waits; without a listener it would bring the process down.
  client.on("error", () => undefined);
  const session: Session = {
    client,
    cancel: async () => cancelled(client, async () => connect(AbortSignal.timeout(patienceMs))),
    fail: (error) => void stream.destroy(error),
    async close() {
      const timer = setTimeout(() => stream.destroy(), patienceMs);
      await client.end().catch(() => undefined);
      clearTimeout(timer);
      stream.destroy();
    },
  };
  const giveUp = (): void => session.fail(new AinError("cancelled", "Cancelled."));
  signal.addEventListener("abort", giveUp);
  try {
    await client.connect();
  } catch (thrown) {
    stream.destroy();
    throw thrown;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
  return session;
}

function asWritten(value: string): string {
  return value;
}

async function cancelled(client: Client, connect: () => Promise<HostConnection>): Promise<void> {
  const id: unknown = Reflect.get(client, "processID");
  const key: unknown = Reflect.get(client, "secretKey");
  if (typeof id !== "number" || typeof key !== "number") return;
  const request = Buffer.alloc(16);
  request.writeInt32BE(16, 0);
  request.writeInt32BE(cancelCode, 4);
  request.writeInt32BE(id, 8);
  request.writeInt32BE(key, 12);
  try {
    const connection = await connect();
    await connection.write(request);
    connection.close();
  } catch {
    // The statement's own time limit ends it then.
  }
}

function noPassword(address: PostgresAddress): never {
  throw new AinError(
    "auth",
    `The database ${shownAddress(address)} asks for a password of the user ${address.user}, and none is set.`,
    {
      actions: [
        `Tell the user to set it in a terminal: ainative-code config set plugins.tools.databases.NAME.url postgres://${address.user}@${address.host}:${address.port}/${address.database}`,
        "and then plugins.tools.databases.NAME.password, to a reference such as keychain:NAME or file:PATH",
      ],
    },
  );
}
