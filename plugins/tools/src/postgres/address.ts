import { AinError, type ConnectOptions } from "@ainative-code/sdk";

/** What a URL of PostgreSQL says; a password is never in it. */
export interface PostgresAddress {
  /** As URLs have it: IPv6 in brackets. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly encryption: NonNullable<ConnectOptions["encryption"]>;
}

const usualPort = 5432;

export function isPostgres(database: string): boolean {
  return /^postgres(?:ql)?:/i.test(database.trim());
}

/**
 * How far `sslmode` lets the encryption go; nothing said is libpq's `prefer`, which the host makes `verified` beyond this
 * machine.
 */
const modes: Readonly<Record<string, PostgresAddress["encryption"]>> = {
  disable: "none",
  allow: "if-offered",
  prefer: "if-offered",
  require: "encrypted",
  "verify-ca": "verified",
  "verify-full": "verified",
};

/** Parameters of such URLs that change nothing here. */
const ignored: ReadonlySet<string> = new Set(["application_name", "connect_timeout", "channel_binding"]);

/** Throws `invalid-input`; no message repeats the URL, for it may hold a password. */
export function postgresAddress(text: string): PostgresAddress {
  const url = URL.parse(text.trim());
  if (url === null || url.hostname === "") {
    throw refused("The address of the database is not postgres://USER@HOST:PORT/DATABASE.");
  }
  if (url.password !== "") throw withPassword(url);
  const user = decoded(url.username);
  if (user === "") throw refused("The address of the database names no user.");
  for (const name of url.searchParams.keys()) {
    if (name !== "sslmode" && !ignored.has(name)) throw refused(`The parameter ${name} of the address is not known here.`);
  }
  const encryption = modes[url.searchParams.get("sslmode") ?? "prefer"];
  if (encryption === undefined) throw refused(`sslmode is one of ${Object.keys(modes).join(", ")}.`);
  const database = decoded(url.pathname.slice(1));
  return {
    host: url.hostname.toLowerCase(),
    port: url.port === "" ? usualPort : Number(url.port),
    user,
    database: database === "" ? user : database,
    encryption,
  };
}

/** As rules name it: without the port where it is the usual one. Never throws. */
export function hostOfAddress(text: string): string {
  const url = URL.parse(text.trim());
  if (url === null || url.hostname === "") return "unknown";
  return `${url.hostname.toLowerCase()}${url.port === "" || Number(url.port) === usualPort ? "" : `:${url.port}`}`;
}

/** For people and the model. */
export function shownAddress({ host, port, database }: PostgresAddress): string {
  return `${database} at ${host}:${port}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refused("The address of the database holds a % that begins no character.");
  }
}

function withPassword(url: URL): AinError {
  const plain = `postgres://${url.username}@${url.host}${url.pathname}`;
  return refused("A password does not belong in the address: it would stay in the conversation.", [
    `Tell the user to set it once, in a terminal: ainative-code config set plugins.tools.databases.NAME.url ${plain} and ainative-code config set plugins.tools.databases.NAME.password, for example to '\${DB_PASSWORD}'`,
    `Then ask ${plain}`,
  ]);
}

function refused(
  message: string,
  actions: readonly string[] = ["Write it as postgres://USER@HOST:PORT/DATABASE, with ?sslmode=… where needed"],
): AinError {
  return new AinError("invalid-input", message, { actions });
}
