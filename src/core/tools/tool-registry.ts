import type { Host, Tool, ToolDeclaration } from "@ainative-code/sdk";
import type { Contribution } from "../plugins/contributions.ts";
import { contributionSet } from "../plugins/late-contributions.ts";
import { pickContribution } from "../plugins/pick-contribution.ts";
import type { ContributionSet } from "../plugins/pick-contribution.ts";

export interface LoadedTool {
  readonly tool: Tool;
  readonly plugin: string;
  readonly host: Host;
}

/** A tool that is known at run time only. */
export interface MadeTool {
  readonly contribution: Contribution;
  readonly value: Tool;
}

/** Where further tools come from, beside those of plugins. */
export interface MoreTools {
  /** Those that the model is told of. */
  readonly made: readonly MadeTool[];
  /** One that is in no list, by its name; asked for when it is called. May throw `AinError`. */
  readonly late?: (name: string) => Promise<MadeTool | undefined>;
}

/** The tools of all plugins. */
export class ToolRegistry {
  readonly #set: ContributionSet<Tool>;
  readonly #hostFor: (plugin: string) => Host;
  readonly #loaded = new Map<string, LoadedTool>();

  readonly #late: MoreTools["late"] | undefined;

  constructor(set: ContributionSet<Tool>, hostFor: (plugin: string) => Host, late?: MoreTools["late"]) {
    this.#set = set;
    this.#hostFor = hostFor;
    this.#late = late;
  }

  /** The same with further tools. */
  with({ made, late }: MoreTools): ToolRegistry {
    const set = this.#set;
    const all = contributionSet(set.list(), made, async (one) => set.load(one), set.refused());
    return new ToolRegistry(all, this.#hostFor, late ?? this.#late);
  }

  /** The same without those that are not allowed. */
  only(allows: (name: string) => boolean): ToolRegistry {
    const [set, late] = [this.#set, this.#late];
    const list = set.list().filter(({ id }) => allows(id));
    const some = { list: () => list, refused: () => set.refused(), load: async (one: Contribution) => set.load(one) };
    return new ToolRegistry(
      some,
      this.#hostFor,
      late === undefined ? undefined : async (name) => (allows(name) ? late(name) : undefined),
    );
  }

  list(): readonly Contribution[] {
    return this.#set.list();
  }

  /** `undefined` where no plugin brings it. Throws `plugin` as `ContributionSet.load` and `pickContribution` do. */
  async load(name: string): Promise<LoadedTool | undefined> {
    const known = this.#loaded.get(name);
    if (known !== undefined) return known;
    const found = pickContribution(this.#set, name);
    if (found === undefined) return this.#loadedLate(name);
    const loaded = { tool: await this.#set.load(found), plugin: found.plugin, host: this.#hostFor(found.plugin) };
    this.#loaded.set(name, loaded);
    return loaded;
  }

  /** Not kept: what is found late may be another one the next time. */
  async #loadedLate(name: string): Promise<LoadedTool | undefined> {
    const found = await this.#late?.(name);
    if (found === undefined) return undefined;
    const { plugin } = found.contribution;
    return { tool: found.value, plugin, host: this.#hostFor(plugin) };
  }

  /**
   * What the model is told, sorted by name so that a prompt cache holds. A tool that can't be loaded is left out and
   * told to `onProblem`.
   */
  async declarations(onProblem: (error: unknown) => void): Promise<readonly ToolDeclaration[]> {
    const names = [...new Set(this.list().map((contribution) => contribution.id))];
    const loaded = await Promise.all(
      names.map(async (name) => {
        try {
          return await this.load(name);
        } catch (thrown) {
          onProblem(thrown);
          return undefined;
        }
      }),
    );
    return loaded
      .filter((one) => one !== undefined)
      .map(({ tool }) => ({ name: tool.name, description: tool.description, input: tool.input }));
  }
}
