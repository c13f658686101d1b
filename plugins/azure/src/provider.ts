import type { Provider } from "@ainative-code/sdk";
import { models } from "./models.ts";
import { stream } from "./stream.ts";

/** Azure OpenAI: deployments of one's own resource, by the v1 API or the classic one. */
export default { id: "azure", models, stream } satisfies Provider;
