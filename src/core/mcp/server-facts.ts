import type { JsonSchema, Risk } from "@ainative-code/sdk";

/** A tool as its server offers it, made lawful: every text bounded and without control characters. */
export interface ServerTool {
  /** As the server calls it. */
  readonly name: string;
  readonly description: string;
  /** Always of type `object`; open where the server's own can't be used. */
  readonly input: JsonSchema;
  readonly risk: Risk;
}

export interface ServerPrompt {
  readonly name: string;
  readonly description: string;
  readonly arguments: readonly { readonly name: string; readonly required: boolean }[];
}

/** What is known of a server that was reached once. */
export interface ServerFacts {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The server's own name and version. */
  readonly title: string;
  readonly tools: readonly ServerTool[];
  readonly prompts: readonly ServerPrompt[];
  readonly hasResources: boolean;
  /** What is wrong with it and does no harm, a sentence each. */
  readonly notes: readonly string[];
}
