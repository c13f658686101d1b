import type { Provider } from "@ainative-code/sdk";
import { models } from "./models.ts";
import { stream } from "./stream.ts";

/** Models on the user's own machine, and Ollama's cloud, by Ollama's own API. */
export default { id: "ollama", models, stream } satisfies Provider;
