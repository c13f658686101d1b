/** `package.json#ainative` of a plugin: read without running any of its code. */
export interface PluginManifest {
  /** The version of the contract it was written for. */
  readonly api: 1;
  readonly providers?: readonly ProviderContribution[];
  readonly tools?: readonly ToolContribution[];
  /** Path of the JSON Schema of the plugin's section of the config, relative to the package. */
  readonly settings?: string;
  readonly rights?: Rights;
}

/** A provider that a plugin brings. */
export interface ProviderContribution {
  readonly id: string;
  /** Path of a module whose default export is a `Provider`. Imported when it is used. */
  readonly module: string;
  /** The secrets it can't work without. Where one of several will do, they stand in one text: `apiKey|token`. */
  readonly secrets?: readonly string[];
  /** Settings it can't work without, besides those secrets. */
  readonly needs?: readonly string[];
  /** Path of a JSON file with what is known of its models, relative to the package: limits, capabilities, prices. */
  readonly catalogue?: string;
  /**
   * A setting of the plugin, a map (`x-members`) whose names are ids of further providers that the same module serves.
   * Each has a host of its own (`Host.endpoint`): its settings are the plugin's under those of the member, its secrets the
   * member's alone, and `config:KEY` among the rights means the member's setting.
   */
  readonly endpoints?: string;
}

/** A tool that a plugin brings. */
export interface ToolContribution {
  readonly name: string;
  /** Path of a module whose default export is a `Tool`. Imported when it is used. */
  readonly module: string;
}

/** What a plugin may do; the host's services enforce it. */
export interface Rights {
  /**
   * Host names, `*.example.com`, `host:port`, or `config:KEY` for the host of a URL in the plugin's settings;
   * `config:KEY:PORT` where the setting may be a bare host as well, with that port unless it names one. `public:*` for any
   * host of the public internet, told by its address: GET and HEAD without data, and with no headers but `accept` and
   * the like. `tcp:host:port` and `tcp:*.example.com:port` for connections that are no HTTP (`Host.connect`), `tcp:*` for
   * those to anywhere, each of which a tool has to name as an access, so that the user is asked.
   */
  readonly hosts?: readonly string[];
  /** Names of its settings that hold secrets; `databases.*.password` for those of the members of a map (`x-members`). */
  readonly secrets?: readonly string[];
  /** It starts processes. */
  readonly spawn?: boolean;
}

/** What a command says of itself with `static tool`, to be offered to the model as well. */
export interface CommandTool {
  readonly risk: "read" | "write" | "execute" | "network";
  /**
   * Path of a module, relative to the package, whose default export is an `UndoTool`: it takes a call back. Imported when
   * it is used.
   */
  readonly undo?: string;
}
