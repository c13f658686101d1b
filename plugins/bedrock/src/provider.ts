import type { Provider } from "@ainative-code/sdk";
import { countTokens } from "./count-tokens.ts";
import { models } from "./models.ts";
import { stream } from "./stream.ts";

/** Amazon Bedrock: every model it serves, by its Converse API. */
export default { id: "bedrock", models, stream, countTokens } satisfies Provider;
