import type { JsonSchema } from "./json-schema.ts";
import type { Message } from "./message.ts";
import type { Effort } from "./model.ts";

/** A tool as the model is told about it. */
export interface ToolDeclaration {
  readonly name: string;
  readonly description: string;
  readonly input: JsonSchema;
}

/** `required`: some tool has to be called; an object: that very one. */
export type ToolChoice = "auto" | "none" | "required" | { readonly tool: string };

/**
 * One request for one answer. `system` is the stable head of the prompt, in blocks; `messages` end with a user or a tool
 * message; `tools` come in a fixed order, so that a vendor's prompt cache holds.
 */
export interface ProviderRequest {
  readonly model: string;
  readonly system: readonly string[];
  readonly messages: readonly Message[];
  readonly tools: readonly ToolDeclaration[];
  readonly toolChoice?: ToolChoice;
  readonly maxOutputTokens?: number;
  /**
   * Why `maxOutputTokens` is there, where nobody asked for it: a budget has no more left. A lower limit of the provider's
   * own counts then.
   */
  readonly limitedBy?: "budget";
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly stopSequences?: readonly string[];
  readonly effort?: Effort;
  /** Answer as JSON of this schema. */
  readonly output?: { readonly name: string; readonly schema: JsonSchema };
  /** The same for all requests of a session: a hint for the vendor's prompt cache. */
  readonly cacheKey?: string;
  /** Options for this provider only, from `--set` and the user's config. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}
