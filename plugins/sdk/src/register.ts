import type { Host } from "./host.ts";
import type { Provider } from "./provider.ts";
import type { Tool } from "./tool.ts";

/** What the oclif hook `ainative:register` is called with. Contributions made after it has returned are refused. */
export interface RegisterOptions {
  readonly host: Host;
  /** Adds a provider known only at run time. */
  addProvider(provider: Provider): void;
  /** Adds a tool known only at run time. */
  addTool(tool: Tool): void;
}

/** The type of the function in a plugin's `oclif.hooks["ainative:register"]` file. */
export type RegisterHook = (options: RegisterOptions) => Promise<void> | void;
