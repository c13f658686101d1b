import type { Host, HostConnect, HostFetch, Log, Rights } from "@ainative-code/sdk";
import { AinError, toAinError } from "@ainative-code/sdk";
import { resolveSecret } from "../core/auth/resolve-secret.ts";
import { SecretMemo } from "../core/auth/secret-memo.ts";
import type { Audit } from "../core/audit/audit-log.ts";
import { auditingConnect } from "../core/audit/auditing-connect.ts";
import { auditingFetch } from "../core/audit/auditing-fetch.ts";
import type { Folders } from "../core/config/folders.ts";
import type { Contributions, Endpoint } from "../core/plugins/contributions.ts";
import { endpointHosts, endpointKey, endpointSettings } from "../core/plugins/endpoint-settings.ts";
import { createRedactor } from "../core/events/redact.ts";
import { hostRule } from "../core/plugins/rights.ts";
import type { SessionStore } from "../core/sessions/store.ts";
import { readCaFile } from "../infra/http/ca-file.ts";
import { createConnections } from "../infra/http/connections.ts";
import type { Connections } from "../infra/http/connections.ts";
import { createFetch } from "../infra/http/create-fetch.ts";
import { proxySettings } from "../infra/http/proxy-settings.ts";
import { systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Environment } from "./environment.ts";
import { lateConnect } from "./late-connect.ts";
import { once } from "./once.ts";
import { pluginHost } from "./plugin-host.ts";
import { pluginNotes } from "./plugin-notes.ts";
import { processLog } from "./process-log.ts";
import { readOnlySessions } from "./read-only-sessions.ts";
import { secretPlaces } from "./secret-places.ts";

/** What a host reaches through. */
export interface HostSource {
  readonly environment: Environment;
  readonly folders: Folders;
  readonly contributions: Contributions;
  readonly audit: Audit;
  store(): Promise<SessionStore>;
}

/** Heavy work waits for a request no longer than this: a provider that makes none must not hold it up. */
const latestSentMs = 100;

/** Makes the scoped hosts of all plugins over shared connections and one log. */
export class HostFactory {
  readonly #source: HostSource;
  readonly #version: string;
  readonly #hosts = new Map<string, Host>();
  #connections: () => Connections;
  /** By plugin, each made for the settings beside it. */
  readonly #fetches = new Map<string, { readonly config: Config; readonly fetch: HostFetch }>();
  readonly #log: () => (plugin: string) => Log;
  /** Knows every secret that was handed out. */
  readonly redactor = createRedactor();
  readonly #secrets: SecretMemo;
  readonly #awaitingSent: (() => void)[] = [];
  /** The session that lines of the log belong to from now on. */
  session: string | undefined;
  #config: Config | undefined;
  #failure: AinError | undefined;

  constructor(source: HostSource, version: string) {
    this.#source = source;
    this.#version = version;
    const { env } = source.environment;
    this.#secrets = new SecretMemo(async (setting) => resolveSecret(setting, secretPlaces(source.environment)));
    this.#connections = once(() => connectionsOf(this.#settings(), env));
    this.#log = once(() => this.#processLog());
  }

  #processLog(): ReturnType<typeof processLog> {
    const { level, console: consoleLevel } = this.#settings().core.log;
    return processLog({
      folders: this.#source.folders,
      level,
      consoleLevel,
      redactor: this.redactor,
      session: () => this.session,
    });
  }

  /** From now on hosts have these settings, also those that are in use already. */
  configure(config: Config): void {
    const before = this.#config;
    this.#config = config;
    if (before === undefined || JSON.stringify(before.core.network) === JSON.stringify(config.core.network)) return;
    this.#connections = once(() => connectionsOf(config, this.#source.environment.env));
  }

  /** There are none: whoever asks for them gets this thrown. */
  withoutConfig(reason: unknown): void {
    this.#failure = toAinError(reason);
  }

  /** Resolves when the next request has been handed to the network, or after `latestSentMs` where none is made. */
  async requestSent(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#awaitingSent.push(resolve);
      setTimeout(resolve, latestSentMs).unref();
    });
  }

  hostFor(plugin: string, on?: Host["on"]): Host {
    const known = this.#hosts.get(plugin);
    if (known !== undefined && on === undefined) return known;
    const host = this.#make(plugin, on);
    if (on === undefined) this.#hosts.set(plugin, host);
    return host;
  }

  /** The host of a provider that the user has named in a plugin's settings. */
  endpointHost(plugin: string, endpoint: Endpoint): Host {
    const name = `${plugin} ${endpoint.id}`;
    const host = this.#hosts.get(name) ?? this.#make(plugin, undefined, endpoint);
    this.#hosts.set(name, host);
    return host;
  }

  #make(plugin: string, on: Host["on"] | undefined, endpoint?: Endpoint): Host {
    const { environment, folders } = this.#source;
    const rights = this.#rightsOf(plugin);
    return pluginHost({
      plugin,
      endpoint: endpoint?.id,
      cwd: environment.cwd,
      folders,
      log: () => this.#log()(plugin),
      fetch: () => this.#fetch(plugin, rights, endpoint),
      connect: () => this.#connect(plugin, rights),
      settings: () => this.#section(plugin, endpoint),
      secretNames: rights.secrets ?? [],
      secret: async (name) => this.#secret(plugin, endpoint === undefined ? name : endpointKey(endpoint, name)),
      sessions: () => readOnlySessions(async () => this.#source.store()),
      notes: () => pluginNotes(folders, plugin),
      ...(on === undefined ? {} : { on }),
    });
  }

  #section(plugin: string, endpoint: Endpoint | undefined): Readonly<Record<string, unknown>> {
    const section = this.#settings().section(plugin);
    return endpoint === undefined ? section : endpointSettings(section, endpoint);
  }

  /** From the moment it is handed out, the log leaves it out. */
  async #secret(plugin: string, name: string): Promise<string | undefined> {
    const setting = this.#settings().secret(plugin, name);
    if (setting === undefined) return undefined;
    const secret = await this.#secrets.get(plugin, setting);
    this.redactor.register(secret);
    this.#source.audit({ kind: "key", actor: plugin, detail: { name } });
    return secret;
  }

  /** The plugin's secrets are resolved anew when they are next asked for. False where that can't give anything else. */
  forgetSecrets(plugin: string): boolean {
    return this.#secrets.forget(plugin);
  }

  #fetch(plugin: string, rights: Rights, endpoint?: Endpoint): HostFetch {
    const config = this.#settings();
    const name = endpoint === undefined ? plugin : `${plugin} ${endpoint.id}`;
    const known = this.#fetches.get(name);
    if (known?.config === config) return known.fetch;
    const fetch = this.#makeFetch(plugin, endpoint === undefined ? rights.hosts : endpointHosts(rights), config, endpoint);
    this.#fetches.set(name, { config, fetch });
    return fetch;
  }

  #connect(plugin: string, rights: Rights): HostConnect {
    const connect = lateConnect({
      plugin,
      hosts: rights.hosts,
      network: this.#settings().core.network,
      log: this.#log()(plugin),
    });
    return auditingConnect(connect, plugin, this.#source.audit);
  }

  /** For the host itself, from the host of a URL and from no other. */
  fetchFrom(url: string): HostFetch {
    const { hostname, port } = URL.parse(url) ?? { hostname: "", port: "" };
    return this.#makeFetch("ainative-code", [port === "" ? hostname : `${hostname}:${port}`], this.#settings());
  }

  #makeFetch(plugin: string, hosts: Rights["hosts"], config: Config, endpoint?: Endpoint): HostFetch {
    const settings = this.#section(plugin, endpoint);
    const { allowInsecureHosts, allowPrivateFetch } = config.core.network;
    const rule = hostRule({ hosts, settings, allowInsecureHosts, allowPrivateFetch });
    const userAgent = `ainative-code/${this.#version}`;
    const fetch = createFetch({
      plugin,
      rule,
      connections: this.#connections(),
      userAgent,
      log: this.#log()(plugin),
      clock: systemClock,
      onRefusedKey: () => this.forgetSecrets(plugin),
      onSent: () => { for (const resolve of this.#awaitingSent.splice(0)) resolve(); },
    });
    return auditingFetch(fetch, plugin, this.#source.audit);
  }

  #rightsOf(plugin: string): Rights {
    return this.#source.contributions.plugins.find(({ facts }) => facts.name === plugin)?.manifest.rights ?? {};
  }

  #settings(): Config {
    if (this.#config !== undefined) return this.#config;
    if (this.#failure !== undefined) throw this.#failure;
    throw new AinError("internal", "A plugin asked for its settings before they were read.");
  }
}

function connectionsOf({ core: { network } }: Config, env: Environment["env"]): Connections {
  const ca = network.caFile === undefined ? {} : { ca: readCaFile(network.caFile) };
  return createConnections({ proxy: proxySettings({ env, proxy: network.proxy }), ...ca });
}
