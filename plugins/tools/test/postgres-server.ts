import { execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Certificate } from "../../../test/infra/http/certificates.ts";

export interface PostgresServer {
  readonly port: number;
  /** What it wrote to its log so far. */
  log(): string;
  /** Runs statements as its superuser and gives what they print. */
  psql(sql: string, database?: string): string;
  /** Ends it at once, as a crash does. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

export const superPassword = "super-secret-1";

/** Debian's `nobody`: the server refuses to run as root. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

/** A fresh server on loopback, with TLS, asking for passwords; its files are in a folder of their own that goes with it. */
export async function startPostgres(certificate: Certificate): Promise<PostgresServer> {
  // Folders of the test run are closed to other users, the one that the server runs as among them.
  const folder = mkdtempSync(join(isRoot ? "/tmp" : tmpdir(), "ainative-code-postgres-"));
  const data = join(folder, "data");
  mkdirSync(data, 0o700);
  const put = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    if (isRoot) chownSync(join(folder, name), nobody, nobody);
    return join(folder, name);
  };
  if (isRoot) for (const own of [folder, data]) chownSync(own, nobody, nobody);
  chmodSync(folder, 0o700);
  const [key, cert, password] = [put("key.pem", certificate.key), put("cert.pem", certificate.cert), put("password", superPassword)];
  const drop = isRoot ? ["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"] : ["env"];
  const [program = "", ...words] = drop;
  const env = { PATH: process.env["PATH"], LC_ALL: "C", PGPASSWORD: superPassword };
  execFileSync(program, [...words, binary("initdb"), "-D", data, "-U", "root", "--no-sync", "-A", "scram-sha-256", `--pwfile=${password}`, "-E", "UTF8", "--locale=C"], { env, cwd: "/", stdio: "ignore" });
  const port = await freePort();
  const settings = { listen_addresses: "127.0.0.1", port, unix_socket_directories: folder, fsync: "off", ssl: "on", ssl_key_file: key, ssl_cert_file: cert, max_connections: 20 };
  const child = spawn(program, [...words, binary("postgres"), "-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])], { env, cwd: "/" });
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
  const ended = new Promise<void>((resolve) => void child.once("exit", () => resolve()));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.once("exit", remove);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
    remove();
    process.off("exit", remove);
  };
  while (!log.includes("ready to accept connections")) {
    if (child.exitCode !== null) throw new Error(`the server did not start: ${log}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return {
    port,
    log: () => log,
    psql: (sql, database = "postgres") => execFileSync(binary("psql"), ["-qAtX", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", String(port), "-U", "root", "-d", database, "-c", sql], { env, encoding: "utf8" }).trim(),
    crash: async () => end("SIGQUIT"),
    stop: async () => end("SIGINT"),
  };
}

/** Debian keeps the server's programs out of PATH, by version. */
function binary(name: string): string {
  const versions = "/usr/lib/postgresql";
  const newest = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a))[0] : undefined;
  return newest === undefined ? name : join(versions, newest, "bin", name);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => void server.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
}

