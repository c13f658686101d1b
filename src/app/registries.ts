import type { HookRunner } from "../core/plugins/hook-runner.ts";
import type { ProviderRegistry } from "../core/providers/provider-registry.ts";
import type { ToolRegistry } from "../core/tools/tool-registry.ts";

/** What `ainative:register` brought together, and what went wrong in it. */
export interface Registries {
  readonly providers: ProviderRegistry;
  readonly tools: ToolRegistry;
  readonly hooks: HookRunner;
  /** Code of a plugin goes on although nobody waits for it any more. */
  readonly onLate: () => void;
}
