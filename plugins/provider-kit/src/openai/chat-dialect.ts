import type { ToolIdRule } from "../history/tool-id.ts";

/** In what servers of Chat Completions differ. */
export interface ChatDialect {
  readonly maxTokensField: "max_tokens" | "max_completion_tokens";
  /** `prompt_cache_key` is known. */
  readonly cacheKey: boolean;
  /** `stream_options.include_usage` is known. */
  readonly streamUsage: boolean;
  /** System messages may stand between others; elsewhere they join the first. */
  readonly systemAnywhere: boolean;
  /** Send thinking back in the field it came in. */
  readonly echoThinking: boolean;
  readonly toolIds: ToolIdRule;
}
