import { AinError } from "@ainative-code/sdk";
import type { Host, Provider } from "@ainative-code/sdk";
import type { Contribution, Endpoint } from "../plugins/contributions.ts";
import { didYouMean } from "../config/did-you-mean.ts";
import { discreet } from "./discreet-provider.ts";
import type { Hide } from "./discreet-provider.ts";
import { pickContribution } from "../plugins/pick-contribution.ts";
import type { ContributionSet } from "../plugins/pick-contribution.ts";

export interface LoadedProvider {
  readonly provider: Provider;
  readonly host: Host;
}

/** The providers of all plugins. A module is imported when its provider is asked for, not before. */
export class ProviderRegistry {
  readonly #set: ContributionSet<Provider>;
  readonly #hostFor: (plugin: string, endpoint: Endpoint | undefined) => Host;

  readonly #hide: Hide;

  /** `hide` takes the secrets of the run out of what providers throw. */
  constructor(
    set: ContributionSet<Provider>,
    hostFor: (plugin: string, endpoint: Endpoint | undefined) => Host,
    hide: Hide = (text) => text,
  ) {
    this.#set = set;
    this.#hostFor = hostFor;
    this.#hide = hide;
  }

  /** Sorted by id. */
  list(): readonly Contribution[] {
    return this.#set.list();
  }

  /**
   * Throws `unknown-model` where no plugin brings this provider, `plugin` where two do or its module can't be loaded.
   */
  async load(id: string): Promise<LoadedProvider> {
    const found = pickContribution(this.#set, id);
    if (found === undefined) {
      const ids = this.#set.list().map((known) => known.id);
      const close = didYouMean(id, ids);
      throw new AinError(
        "unknown-model",
        `No installed plugin brings the provider "${id}".${close === undefined ? "" : ` Did you mean "${close}"?`}`,
        {
          actions: [
            ...(ids.length === 0 ? [] : [`Use one of these: ${ids.join(", ")}`]),
            "Or install a plugin that brings it: ainative-code plugins install PACKAGE",
          ],
        },
      );
    }
    const provider = await this.#set.load(found);
    return { provider: discreet(provider, this.#hide), host: this.#hostFor(found.plugin, found.endpoint) };
  }
}
