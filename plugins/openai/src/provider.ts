import type { Provider } from "@ainative-code/sdk";
import { countTokens } from "./count-tokens.ts";
import { models } from "./models.ts";
import { stream } from "./stream.ts";

/** OpenAI, and every server that speaks its Responses or Chat Completions API. */
export default { id: "openai", models, stream, countTokens } satisfies Provider;
