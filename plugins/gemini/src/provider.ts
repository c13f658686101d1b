import type { Provider } from "@ainative-code/sdk";
import { countTokens } from "./count-tokens.ts";
import { models } from "./models.ts";
import { stream } from "./stream.ts";

/** Google Gemini, by the Gemini API, Vertex AI or a gateway to either. */
export default { id: "gemini", models, stream, countTokens } satisfies Provider;
