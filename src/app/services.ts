import { AinError, type Host, type HostFetch } from "@ainative-code/sdk";
import type { Config as OclifConfig } from "@ainative-code/sdk/oclif";
import type { Catalogue } from "../core/catalogue/catalogue.ts";
import { foldersOf, type Folders } from "../core/config/folders.ts";
import type { Contribution, Contributions, Endpoint, PluginProblem } from "../core/plugins/contributions.ts";
import { duplicates } from "../core/plugins/duplicates.ts";
import { HookRunner } from "../core/plugins/hook-runner.ts";
import { endpointContributions } from "../core/plugins/endpoint-contributions.ts";
import { PluginProblems, type ProblemListener } from "../core/plugins/plugin-problems.ts";
import { readContributions } from "../core/plugins/read-contributions.ts";
import { problemText } from "./problem-text.ts";
import { ProviderRegistry } from "../core/providers/provider-registry.ts";
import type { Audit, AuditLog } from "../core/audit/audit-log.ts";
import type { Auditor } from "../core/audit/auditor.ts";
import { SpendTally } from "../core/cost/spend-tally.ts";
import type { MoneyHolds } from "../core/cost/money-holds.ts";
import type { UsageLog } from "../core/cost/usage-log.ts";
import type { SessionStore } from "../core/sessions/store.ts";
import type { OpenedStore } from "../infra/sqlite/open-session-store.ts";
import type { PluginSchemas } from "../core/config/config-schema.ts";
import type { Hiding } from "../core/tools/hide-secrets.ts";
import { ToolRegistry } from "../core/tools/tool-registry.ts";
import { commandTools } from "./command-tools.ts";
import { providerSet, toolSet } from "./contribution-sets.ts";
import type { FreshModels } from "./catalogue.ts";
import { loadConfig, type Config, type ConfigOverrides } from "./config.ts";
import { environment, type Environment } from "./environment.ts";
import { databaseFile } from "./ephemeral.ts";
import { HostFactory } from "./host-factory.ts";
import { notePluginChanges, openAudit } from "./open-audit.ts";
import { onceAsync } from "./once.ts";
import { importDefault, pluginFacts } from "./plugin-facts.ts";
import { readPluginSchemas } from "./plugin-schemas.ts";
import { fireRegister, type Registered } from "./register.ts";
import type { Registries } from "./registries.ts";

/**
 * The composition root of one process: each service is made when it is first asked for, and only once. A command takes
 * it with `services(this.config)`.
 */
export class Services {
  readonly environment: Environment;
  readonly folders: Folders;
  readonly contributions: Contributions;
  /** Of the program. */
  readonly version: string;
  /** What this process has spent on models. */
  readonly spent = new SpendTally();
  /** Code of a plugin that was given up still runs; boot does not let it keep the process. */
  hasLeftovers = false;
  /** Settings for this run that the command line names beside its command's own flags, and whether they are off it already. */
  taken: { readonly settings: ConfigOverrides; isOff: boolean } | undefined;
  readonly #oclif: OclifConfig;
  readonly #hosts: HostFactory;
  readonly #problems = new PluginProblems();
  readonly #unusableSchemas = new Map<string, PluginProblem>();
  #config: Promise<Config> | undefined;
  #overrides: ConfigOverrides | undefined;
  #catalogue: Promise<Catalogue> | undefined;
  #store: Promise<OpenedStore> | undefined;
  /** Was told by the run that wanted the sessions. */
  #storeFailure: unknown;
  readonly #auditor: Auditor;
  /** Takes note of something, behind whoever does it. */
  readonly audit: Audit = (event) => {
    this.#auditor.record(event);
  };

  constructor(oclif: OclifConfig) {
    this.#oclif = oclif;
    this.version = oclif.version;
    this.environment = environment();
    this.folders = foldersOf(this.environment);
    this.contributions = readContributions(pluginFacts(oclif));
    for (const problem of this.contributions.problems) this.#problems.add(problem);
    this.#hosts = new HostFactory(this, oclif.version);
    this.#auditor = openAudit(async () => (await this.#opened()).audit, this.#hosts.redactor, (problem) => problem === this.#storeFailure);
  }

  /** The settings in force. What is given here wins over every file; later calls give the same settings. */
  async config(overrides: ConfigOverrides = {}): Promise<Config> {
    this.#overrides ??= { ...this.taken?.settings, ...overrides };
    this.#config ??= this.#load(this.#overrides).then((config) => ({ ...config, warnings: [...config.warnings, ...this.schemaProblems.map(problemText)] }));
    const config = await this.#config;
    this.#hosts.configure(config);
    return config;
  }

  /** Reads the settings anew; from now on they are in force. Throws what `config` throws: then the old ones stay. */
  async reloadConfig(): Promise<Config> {
    const config = await this.#load(this.#overrides ?? {});
    this.#config = Promise.resolve(config);
    this.#catalogue = undefined;
    this.#hosts.configure(config);
    return config;
  }

  async #load(overrides: ConfigOverrides): Promise<Config> {
    const { environment, folders, pluginSchemas } = this;
    return loadConfig({ environment, folders, pluginSchemas, version: this.#oclif.version, overrides });
  }

  /** Hosts under settings that are not in force, to try them out before they are written. */
  async trialHosts(overrides: ConfigOverrides): Promise<(plugin: string) => Host> {
    const hosts = new HostFactory(this, this.#oclif.version);
    hosts.configure(await this.#load({ ...this.#overrides, ...overrides }));
    return (plugin) => hosts.hostFor(plugin);
  }

  /** The default export of a module inside a plugin's package, by its path there. */
  async importModule(plugin: string, module: string): Promise<unknown> {
    return importDefault(this.#oclif, { kind: "tool", id: module, plugin, module, secrets: [] });
  }

  /** Reads the settings for a command of a plugin. What goes wrong is thrown where the command asks its host for something. */
  async ready(plugin: string): Promise<void> {
    if (plugin === this.#oclif.name) return;
    try {
      await this.config();
    } catch (thrown) {
      this.#hosts.withoutConfig(thrown);
    }
  }

  /** The JSON Schemas of the plugins' sections, by the name of the section. */
  readonly pluginSchemas = onceAsync(async (): Promise<PluginSchemas> =>
    readPluginSchemas(this.contributions.plugins, (problem) => this.#unusableSchemas.set(problem.plugin, problem)),
  );

  /** The plugins whose settings can't be read; it is in the warnings of the config as well. */
  get schemaProblems(): readonly PluginProblem[] {
    return [...this.#unusableSchemas.values()];
  }

  /** Hears what is wrong with which plugin, what is known already as well. */
  onProblem(listener: ProblemListener): void {
    this.#problems.listen(listener);
  }

  /** Fetches for the host itself, from the host of one URL that the user gave. */
  async fetchFrom(url: string): Promise<HostFetch> {
    await this.config();
    return this.#hosts.fetchFrom(url);
  }

  /** Resolves when the next request is on its way to its server; at the latest after a moment. */
  async requestSent(): Promise<void> {
    await this.#hosts.requestSent();
  }

  /** Keeps the secrets that the run knows, and what is in these variables, out of what tools tell. */
  hiding(variables: readonly string[]): Hiding {
    const { redactor } = this.#hosts;
    for (const name of variables) redactor.register(this.environment.env[name] ?? "");
    return { hide: (text) => redactor.known(text), pending: (text) => redactor.pending(text) };
  }

  /** Keeps what was just found to be secret out of the log and of what tools tell. */
  readonly hideSecret = (secret: string): void => this.#hosts.redactor.register(secret);

  /** Lines of the log belong to this session from now on. */
  inSession(id: string): void {
    this.#hosts.session = id;
  }

  /** The host scoped to one plugin. Its settings are there once `config()` has resolved. */
  hostFor(plugin: string): Host {
    return this.#hosts.hostFor(plugin);
  }

  /**
   * For an attempt that ended with `auth`: what the plugin asks for as a secret next is looked up anew. False where that
   * can't give anything else, so that another attempt would be in vain.
   */
  forgetSecrets(plugin: string): boolean {
    return this.#hosts.forgetSecrets(plugin);
  }

  /** Fires `ainative:register` and seals what came of it. `onProblem` hears what is wrong with which plugin, now and later. */
  async registries(onProblem: ProblemListener): Promise<Registries> {
    await this.config();
    const registered = await this.#register();
    const sources = { contributions: this.contributions, registered, importDefault: this.#import };
    const hostFor = (plugin: string): Host => this.hostFor(plugin);
    const scoped = (plugin: string, endpoint: Endpoint | undefined): Host => (endpoint === undefined ? hostFor(plugin) : this.#hosts.endpointHost(plugin, endpoint));
    const [providers, tools] = [
      providerSet(sources, await this.endpoints()),
      toolSet(sources, commandTools(this.#oclif, this.#problems.add)),
    ];
    for (const problem of duplicates([...providers.list(), ...tools.list()])) this.#problems.add(problem);
    this.#problems.listen(onProblem);
    return {
      providers: new ProviderRegistry(providers, scoped, this.hiding([]).hide),
      tools: new ToolRegistry(tools, hostFor),
      hooks: new HookRunner(registered.hooks, { onProblem: this.#problems.add, onLate: this.noteLeftovers }),
      onLate: this.noteLeftovers,
    };
  }

  readonly noteLeftovers = (): void => {
    this.hasLeftovers = true;
  };

  readonly #register = onceAsync(async (): Promise<Registered> => {
    return fireRegister(this.#oclif, (plugin, on) => this.#hosts.hostFor(plugin, on), { onProblem: this.#problems.add, onLate: this.noteLeftovers });
  });

  /** The providers that the user has named in the settings of plugins. */
  async endpoints(): Promise<readonly Contribution[]> {
    const config = await this.config();
    return endpointContributions(this.contributions.contributions, () => config.entries());
  }

  readonly #import = async (contribution: Contribution): Promise<unknown> => {
    const unusable = this.#unusableSchemas.get(contribution.plugin);
    if (unusable !== undefined) throw new Error(`it ${unusable.message}`);
    return importDefault(this.#oclif, contribution);
  };

  /** What is known of models: limits, capabilities, prices. Its files are read when they are first needed; it asks nobody. */
  async catalogue(): Promise<Catalogue> {
    this.#catalogue ??= this.openCatalogue();
    return this.#catalogue;
  }

  /** The same, read anew, with what the providers have just told of their models. */
  async openCatalogue(fresh: FreshModels = new Map()): Promise<Catalogue> {
    const [{ openCatalogue }, { core }] = await Promise.all([import("./catalogue.ts"), this.config()]);
    this.#catalogue = Promise.resolve(openCatalogue(this, { corrections: core.models, fresh, onProblem: this.#problems.add }));
    return this.#catalogue;
  }

  /** The saved conversations. Opens the database at the first call. */
  async store(): Promise<SessionStore> {
    try {
      return await this.#opened();
    } catch (thrown) {
      this.#storeFailure = thrown;
      throw thrown;
    }
  }

  /** What was spent, by all processes. Opens the database at the first call. */
  async usageLog(): Promise<UsageLog> {
    return (await this.#opened()).usage;
  }

  /** What is set aside for requests under way, by all processes. Opens the database at the first call. */
  async moneyHolds(): Promise<MoneyHolds> {
    return (await this.#opened()).money;
  }

  /** What was done, up to now. Opens the database at the first call. */
  async auditLog(): Promise<AuditLog> {
    const { audit } = await this.#opened();
    await this.#auditor.settled();
    return audit;
  }

  async #opened(): Promise<OpenedStore> {
    this.#store ??= this.#open();
    return this.#store;
  }

  async #open(): Promise<OpenedStore> {
    const { openSessionStore } = await import("../infra/sqlite/open-session-store.ts");
    const store = await openSessionStore({ file: databaseFile(this) });
    this.#auditor.opened(store.audit, notePluginChanges(store.audit, this.#oclif, this.audit));
    return store;
  }

  /** Ends what was opened, in order. */
  async close(): Promise<void> {
    await this.#auditor.close();
    const store = this.#store;
    this.#store = undefined;
    if (store === undefined) return;
    const opened = await store.catch(() => undefined);
    await opened?.close();
  }
}

const key = Symbol.for("ainative-code.host.1");

/** The services of this process, where they are there already and are ours. */
export function currentServices(): Services | undefined {
  const found: unknown = Reflect.get(globalThis, key);
  return found instanceof Services ? found : undefined;
}

/** The services of this process: oclif makes its `Config` anew for every command, so they hang on the one global. */
export function services(oclif: OclifConfig): Services {
  const found: unknown = Reflect.get(globalThis, key);
  if (found instanceof Services) return found;
  if (found !== undefined) throw new AinError("internal", "Another program has taken the place of the host in this process.");
  const made = new Services(oclif);
  Object.defineProperty(globalThis, key, { value: made });
  return made;
}
