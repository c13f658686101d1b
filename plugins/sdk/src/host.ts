import type { Message } from "./message.ts";
import type { HookHandlers, HookPoint } from "./hook.ts";

/** The program's log, in the plugin's name. Secrets are hidden in messages and fields. */
export interface Log {
  trace(message: string, fields?: Readonly<Record<string, unknown>>): void;
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** How a request of `host.fetch` is made. */
export interface FetchOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
  /** Milliseconds to connect and get the first byte of the answer's head. Default 60,000. */
  readonly headTimeoutMs?: number;
  /** Milliseconds without a byte. Default 120,000. */
  readonly idleTimeoutMs?: number;
  /** Milliseconds for all of it, the body and further attempts included; then it is `timeout`. No limit by default. */
  readonly timeoutMs?: number;
  /** The most bytes an answer may have; a larger one is `protocol`. Default: 64 MiB where it is read whole, else no limit. */
  readonly maxBytes?: number;
  /**
   * For REST services: the law by which the host makes requests to models, for this one. Failures of the network and the
   * statuses 408, 425, 429, 500, 502, 503, 504 and 529 are tried again; an answer that stays bad is given as it is. It is
   * read whole first. `idempotent`: GET, HEAD, OPTIONS, PUT and DELETE. `any-method`: POST and PATCH too, where the
   * service does no harm by doing it twice. After a 401 the plugin's secrets are resolved anew when next asked for.
   */
  readonly retry?: "idempotent" | "any-method";
  /** `manual`: a redirect is given as the answer it is, with its `location`. Hosts that are older follow it. */
  readonly redirect?: "follow" | "manual";
}

/** An answer. The body can be taken once. */
export interface FetchResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly url: string;
  /** Lower-case names; several values of one name joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes as they come. Ends early only by a throw (`network`, `timeout`, `cancelled`). */
  readonly body: AsyncIterable<Uint8Array>;
  text(): Promise<string>;
  json(): Promise<unknown>;
}

/**
 * One request, and without `retry` one attempt at it, to the plugin's declared hosts only. An undeclared host is refused
 * with `forbidden` before its name is looked up; so is plain http to anything but loopback, unless the user allowed that
 * host. A redirect is never followed where a credential or a body was sent; otherwise only to declared hosts.
 */
export type HostFetch = (url: string, options?: FetchOptions) => Promise<FetchResponse>;

/** How a connection of `host.connect` is made. */
export interface ConnectOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds until the connection stands, encryption included. Default 10,000. */
  readonly timeoutMs?: number;
  /**
   * How a protocol that begins in the clear turns to TLS: what is sent, and the very bytes that mean yes. Without it TLS
   * begins at once.
   */
  readonly startTls?: { readonly ask: Uint8Array; readonly yes: Uint8Array };
  /**
   * `verified` (default): encrypted, with the certificate checked. `encrypted`: whoever shows it. `if-offered`: also in the
   * clear, where the server has no TLS. `none`: in the clear. The last three hold on loopback and for hosts where the user
   * allowed it (`network.allowInsecureHosts`); elsewhere the first two of them are as good as `verified`, and `none` is refused.
   */
  readonly encryption?: "verified" | "encrypted" | "if-offered" | "none";
}

/** A connection of bytes to a server that speaks no HTTP. Failures are `network`, `timeout` or `cancelled`. */
export interface HostConnection {
  readonly encrypted: boolean;
  /** The next bytes, as they come; `undefined` when the server has closed. One at a time. */
  read(): Promise<Uint8Array | undefined>;
  /** Resolves when more may be written. */
  write(bytes: Uint8Array): Promise<void>;
  /** Sends what was written and ends it. */
  close(): void;
}

/**
 * Connects to `host:port`, where the manifest's rights have a `tcp:` for it; otherwise `forbidden` before its name is
 * looked up.
 */
export type HostConnect = (address: string, options?: ConnectOptions) => Promise<HostConnection>;

/** Absolute folders; `data` and `cache` are this plugin's own and exist when asked for. */
export interface Dirs {
  readonly cwd: string;
  readonly data: string;
  readonly cache: string;
}

/**
 * What a plugin found out and can do without, for example what a server has refused: small, no secret in it, kept for 30
 * days after it was noted, or shorter. Neither member throws.
 */
export interface Notes {
  /** What was noted under this name, by this process or another; `undefined` where nothing is kept. */
  get(name: string): unknown;
  /** Notes a JSON value; `undefined` strikes the note out. */
  set(name: string, value: unknown): void;
}

/** A saved conversation, without its messages. */
export interface SessionInfo {
  readonly id: string;
  readonly title: string;
  /** The working directory it was begun in. */
  readonly cwd: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly messageCount: number;
}

/** The saved conversations, to read. */
export interface Sessions {
  /** Newest first. */
  list(options?: { readonly limit?: number }): Promise<readonly SessionInfo[]>;
  messages(sessionId: string): Promise<readonly Message[]>;
}

/** What the host gives to one plugin. Members are made when they are first used. */
export interface Host {
  /** The version of this contract. */
  readonly api: 1;
  /** The id it is a provider by, where the user has named several endpoints; answers say that they come from there. */
  readonly endpoint?: string;
  /** The package name of the plugin this host is for. */
  readonly plugin: string;
  readonly log: Log;
  readonly fetch: HostFetch;
  /** Missing in hosts that are older than it. */
  readonly connect?: HostConnect;
  /** The plugin's settings: its section of the config over its schema's defaults. Secrets are not in it. */
  readonly config: Readonly<Record<string, unknown>>;
  /**
   * A secret this plugin declared (`*` in its name stands for a member's), resolved now; `undefined` where the user set
   * none. Undeclared: `forbidden`.
   */
  secret(name: string): Promise<string | undefined>;
  /** Takes a hook point; possible while `ainative:register` runs. */
  on<P extends HookPoint>(point: P, handler: HookHandlers[P]): void;
  readonly dirs: Dirs;
  readonly sessions: Sessions;
  /** Missing in hosts that are older than it. */
  readonly notes?: Notes;
}
