import { join } from "node:path";
import { AinError } from "@ainative-code/sdk";
import type { Host, HostConnect, HostFetch, Log, Notes, Sessions } from "@ainative-code/sdk";
import type { Folders } from "../core/config/folders.ts";
import { makeFolder } from "../infra/files/make-folder.ts";
import { once } from "./once.ts";

export interface PluginHostParts {
  readonly plugin: string;
  /** Its id, for a host of one of the plugin's endpoints. */
  readonly endpoint?: string | undefined;
  readonly cwd: string;
  readonly folders: Folders;
  readonly log: () => Log;
  /** By the settings as they are when it is asked for. */
  readonly fetch: () => HostFetch;
  readonly connect: () => HostConnect;
  /** The plugin's settings without its secrets. */
  readonly settings: () => Readonly<Record<string, unknown>>;
  /** The names of the secrets it declared; `*` in one stands for the name of a member. */
  readonly secretNames: readonly string[];
  readonly secret: (name: string) => Promise<string | undefined>;
  readonly sessions: () => Sessions;
  readonly notes: () => Notes;
  readonly on?: Host["on"];
}

/** The host of one plugin. Its members are made when they are first used. */
export function pluginHost(parts: PluginHostParts): Host {
  const log = once(parts.log);
  const sessions = once(parts.sessions);
  const notes = once(parts.notes);
  const dirs = once(() => pluginDirs(parts));
  return {
    api: 1,
    plugin: parts.plugin,
    ...(parts.endpoint === undefined ? {} : { endpoint: parts.endpoint }),
    get log() {
      return log();
    },
    get fetch() {
      return parts.fetch();
    },
    get connect() {
      return parts.connect();
    },
    get config() {
      return parts.settings();
    },
    get dirs() {
      return dirs();
    },
    get sessions() {
      return sessions();
    },
    get notes() {
      return notes();
    },
    async secret(name) {
      if (!parts.secretNames.some((declared) => isMeant(declared, name))) throw undeclaredSecret(parts.plugin, name);
      return parts.secret(name);
    },
    on: parts.on ?? tooLate(parts.plugin),
  };
}

function isMeant(declared: string, name: string): boolean {
  const [before = "", after] = declared.split(".*.");
  if (after === undefined) return declared === name;
  const member = name.slice(before.length + 1, -after.length - 1);
  return name === `${before}.${member}.${after}` && /^[\w-]+$/.test(member);
}

function undeclaredSecret(plugin: string, name: string): AinError {
  return new AinError("forbidden", `The plugin ${plugin} asked for the secret "${name}", which its manifest does not declare.`, {
    actions: [`Report it to the authors of ${plugin}: "ainative.rights.secrets" must name it`],
  });
}

function tooLate(plugin: string): Host["on"] {
  return (point) => {
    throw new AinError("plugin", `The plugin ${plugin} took the hook point "${point}" outside ainative:register.`);
  };
}

function pluginDirs({ plugin, cwd, folders }: PluginHostParts): Host["dirs"] {
  const own = (base: string) => (): string => {
    const folder = join(base, "plugins", plugin);
    makeFolder(folder, 0o700);
    return folder;
  };
  const [data, cache] = [own(folders.data), own(folders.cache)];
  return {
    cwd,
    get data() {
      return data();
    },
    get cache() {
      return cache();
    },
  };
}
