import type { ProviderRequest } from "@ainative-code/sdk";
import type { JsonObject } from "@ainative-code/provider-kit";
import type { Rules } from "./rules.ts";
import type { Thinking } from "./thinking.ts";
import type { WireInference } from "./wire-blocks.ts";

/** Temperature and the like, and what is not sent of it. */
export interface Sampling {
  /** For `inferenceConfig`. */
  readonly inference: WireInference;
  /** For `additionalModelRequestFields`. */
  readonly fields: JsonObject;
  readonly warnings: readonly string[];
}

/** What the model takes; one that was asked to think takes none of it. */
export function samplingOf(request: ProviderRequest, rules: Rules, { isOn }: Thinking): Sampling {
  const { temperature, topP, topK } = request;
  const sent = {
    temperature: temperature !== undefined && rules.temperature && !isOn,
    topP: topP !== undefined && rules.topP && !isOn && (rules.bothSamplings || temperature === undefined),
    topK: topK !== undefined && rules.topK !== undefined && rules.temperature && !isOn,
  };
  const who = isOn ? "a model that thinks" : "this model";
  const unsent = (["temperature", "topP", "topK"] as const).filter((name) => request[name] !== undefined && !sent[name]);
  return {
    inference: { ...(sent.temperature ? { temperature } : {}), ...(sent.topP ? { topP } : {}) },
    fields: sent.topK ? (rules.topK === "top_k" ? { top_k: topK } : { inferenceConfig: { topK } }) : {},
    warnings: unsent.length === 0 ? [] : [`${unsent.join(", ")} not sent: ${who} does not take it.`],
  };
}
