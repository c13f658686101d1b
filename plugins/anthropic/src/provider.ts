import type { Provider } from "@ainative-code/sdk";
import { countTokens } from "./count-tokens.ts";
import { models } from "./models.ts";
import { stream } from "./stream.ts";

/** Anthropic, and every server that speaks its Messages API. */
export default { id: "anthropic", models, stream, countTokens } satisfies Provider;
