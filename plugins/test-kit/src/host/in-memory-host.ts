import { tmpdir } from "node:os";
import {
  AinError,
  type HookHandlers,
  type HookPoint,
  type Host,
  type HostFetch,
  type Log,
  type Message,
  type Notes,
  type SessionInfo,
} from "@ainative-code/sdk";
import { loopbackFetch } from "./loopback-fetch.ts";

/** What a host for unit tests knows and gives. */
export interface InMemoryHostOptions {
  readonly plugin?: string;
  /** The id of one of its endpoints, for a host of that. */
  readonly endpoint?: string;
  readonly config?: Readonly<Record<string, unknown>>;
  /** The secrets the plugin declares, with the user's value or without one. */
  readonly secrets?: Readonly<Record<string, string | undefined>>;
  /** Default: real requests, to loopback only. */
  readonly fetch?: HostFetch;
  readonly cwd?: string;
  /** The plugin's own folder for data and cache. Default: the system's folder for temporary files. */
  readonly folder?: string;
  /** Default: notes that last as long as this host. */
  readonly notes?: Notes;
  readonly sessions?: readonly { readonly info: SessionInfo; readonly messages: readonly Message[] }[];
}

/** Notes that last as long as they are held. */
export function memoryNotes(): Notes {
  const notes = new Map<string, string>();
  return {
    get: (name): unknown => (notes.has(name) ? JSON.parse(notes.get(name) ?? "") : undefined),
    set: (name, value) => void (value === undefined ? notes.delete(name) : notes.set(name, JSON.stringify(value))),
  };
}

/** What a plugin has logged. */
export interface LogLine {
  readonly level: keyof Log;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>> | undefined;
}

/** A host that tells what a plugin has done with it. */
export interface InMemoryHost extends Host {
  readonly lines: readonly LogLine[];
  /** The handlers taken with `on`, in their order. */
  handlers<P extends HookPoint>(point: P): readonly HookHandlers[P][];
}

/** A host for unit tests of a plugin, with nothing behind it but memory and, for `fetch`, loopback. */
export function inMemoryHost(options: InMemoryHostOptions = {}): InMemoryHost {
  const lines: LogLine[] = [];
  const hooks = handlerLists();
  const secrets = new Map(Object.entries(options.secrets ?? {}));
  const folder = options.folder ?? tmpdir();
  return {
    api: 1,
    plugin: options.plugin ?? "plugin-under-test",
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    log: memoryLog(lines),
    lines,
    fetch: options.fetch ?? loopbackFetch,
    config: options.config ?? {},
    secret: (name) =>
      secrets.has(name)
        ? Promise.resolve(secrets.get(name))
        : Promise.reject(new AinError("forbidden", `This plugin has not declared the secret ${name}.`)),
    on: (point, handler) => void hooks[point].push(handler),
    handlers: (point) => hooks[point],
    dirs: { cwd: options.cwd ?? process.cwd(), data: folder, cache: folder },
    notes: options.notes ?? memoryNotes(),
    sessions: {
      list: ({ limit } = {}) => Promise.resolve((options.sessions ?? []).map(({ info }) => info).slice(0, limit)),
      messages: (id) => Promise.resolve(options.sessions?.find(({ info }) => info.id === id)?.messages ?? []),
    },
  };
}

type HandlerLists = { readonly [P in HookPoint]: HookHandlers[P][] };

function handlerLists(): HandlerLists {
  return { session: [], prompt: [], request: [], response: [], "tool:before": [], "tool:after": [], turn: [] };
}

function memoryLog(lines: LogLine[]): Log {
  const at =
    (level: keyof Log) =>
    (message: string, fields?: Readonly<Record<string, unknown>>): void =>
      void lines.push({ level, message, fields });
  return { trace: at("trace"), debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
