import type { PluginManifest } from "@ainative-code/sdk";

/** One provider or tool that a plugin declares in its manifest. */
export interface Contribution {
  readonly kind: "provider" | "tool";
  readonly id: string;
  /** Package name. */
  readonly plugin: string;
  /** Path of its module, relative to the plugin's root; `undefined` for one made at run time. */
  readonly module: string | undefined;
  /** Names of the secrets it can't work without, `a|b` where one of them will do. */
  readonly secrets: readonly string[];
  /** Names of the settings it can't work without. */
  readonly needs?: readonly string[];
  /** Path of the module that takes a call of the tool back. */
  readonly undo?: string;
  /** The setting whose members are further providers of the same module. */
  readonly endpoints?: string;
  /** It is such a member. */
  readonly endpoint?: Endpoint;
}

/** A provider that the user has named in the settings of a plugin. */
export interface Endpoint {
  readonly id: string;
  /** The id of the provider whose module serves it. */
  readonly base: string;
  /** The setting whose member it is, as `endpoints`. */
  readonly setting: string;
}

/** What a plugin says that it brings whose manifest was refused. */
export interface RefusedContribution extends PluginProblem {
  readonly kind: Contribution["kind"];
  readonly id: string;
}

/** Something about a plugin that its user should hear, by name and with the reason. */
export interface PluginProblem {
  readonly plugin: string;
  readonly message: string;
}

/** A plugin as its package.json shows it; nothing of it was run. */
export interface PluginFacts {
  readonly name: string;
  readonly version: string;
  /** Absolute. */
  readonly root: string;
  /** `package.json#ainative`, unchecked. */
  readonly ainative: unknown;
}

export interface CheckedPlugin {
  readonly facts: PluginFacts;
  readonly manifest: PluginManifest;
}

/** What all plugins bring together, sorted by id, and what is wrong with some of them. */
export interface Contributions {
  readonly plugins: readonly CheckedPlugin[];
  readonly contributions: readonly Contribution[];
  readonly refused: readonly RefusedContribution[];
  readonly problems: readonly PluginProblem[];
}
