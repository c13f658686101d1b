import type { PermissionMode } from "../permissions/policy.ts";

/** A kind of sub-agent. */
export interface SubAgentDefinition {
  readonly name: string;
  /** When to use it, for the model that hands work on. */
  readonly description: string;
  /** In place of the standard role. */
  readonly prompt?: string;
  /** The only tools it has, by the names that rules know; all of those that its parent has where it is missing. */
  readonly tools?: readonly string[];
  readonly withoutTools?: readonly string[];
  /** No tool but those that only read. */
  readonly readsOnly?: boolean;
  /** `provider/model`; that of its parent where it is missing. */
  readonly model?: string;
  /** Only ever narrower than that of the conversation. */
  readonly mode?: PermissionMode;
  /** Requests to the model. */
  readonly maxTurns?: number;
  /** That it was read from; none for one of the program. */
  readonly file?: string;
}

/** There without a file. A file of the same name takes its place. */
export const standardSubAgents: readonly SubAgentDefinition[] = [
  { name: "general", description: "Any piece of work that can be told in one prompt, with all tools." },
  {
    name: "explore",
    description: "Finds things out in files and code, and changes nothing: only tools that read.",
    readsOnly: true,
    mode: "plan",
  },
];
