import type { Capabilities, Known, ModelInfo } from "@ainative-code/sdk";
import { filled, listOr, objectsOf, type JsonObject } from "@ainative-code/provider-kit";
import { rulesOf } from "./request/known-models.ts";

/** A model of the vendor's list that writes text as it goes, if it can be asked by its own id. */
export function foundationModelOf(entry: JsonObject): readonly ModelInfo[] {
  const id = filled(entry["modelId"]);
  const ways = listOr(entry["inferenceTypesSupported"]);
  const writes = listOr(entry["outputModalities"]).includes("TEXT") && entry["responseStreamingSupported"] !== false;
  if (id === undefined || !writes || (ways.length > 0 && !ways.includes("ON_DEMAND"))) return [];
  const reads = listOr(entry["inputModalities"]);
  return [infoOf(id, filled(entry["modelName"]), id, reads.length === 0 ? undefined : reads.includes("IMAGE"))];
}

/**
 * An inference profile: one of AWS by its id, one of the user's own by its ARN. `images`: whether a model reads them, by
 * its id.
 */
export function profileOf(entry: JsonObject, images: ReadonlyMap<string, Known>): readonly ModelInfo[] {
  const isOwn = entry["type"] === "APPLICATION";
  const id = filled(entry[isOwn ? "inferenceProfileArn" : "inferenceProfileId"]);
  if (id === undefined || (entry["status"] ?? "ACTIVE") !== "ACTIVE") return [];
  const arns = objectsOf(entry["models"]).flatMap(({ modelArn }) => filled(modelArn) ?? []);
  const base = arns[0]?.replace(/^.*foundation-model\//, "") ?? id;
  return /embed|rerank|image|canvas|reel|sonic|stable-|stability\./.test(base)
    ? []
    : [infoOf(id, filled(entry["inferenceProfileName"]), base, images.get(base))];
}

function infoOf(id: string, name: string | undefined, base: string, imageIn: Known): ModelInfo {
  const { maxOutput } = rulesOf(base);
  return {
    id,
    ...(name === undefined || name === id ? {} : { name }),
    ...(maxOutput === undefined ? {} : { maxOutput }),
    capabilities: capabilitiesOf(base, imageIn),
  };
}

/** What the list says, and what is known of the model by its name; of a model nobody has heard of, nothing. */
function capabilitiesOf(base: string, imageIn: Known): Capabilities {
  const rules = rulesOf(base);
  const isClaude = rules.words === "claude";
  const images = rules.images ? imageIn : false;
  return {
    tools: rules.tools ? (isClaude ? true : undefined) : false,
    forcedTool: rules.forcedTool ? (isClaude ? true : undefined) : false,
    imageIn: images,
    imagesInToolResult: rules.imagesInResults ? images : false,
    pdfIn: rules.documents ? (isClaude ? images : undefined) : false,
    structuredOutput: rules.format ? undefined : false,
    ...(rules.words === "none"
      ? {}
      : { thinking: { levels: levelsOf(base), canDisable: rules.disabled || rules.words === "nova" } }),
    temperature: rules.temperature,
    topP: rules.topP,
    topK: rules.topK !== undefined,
    promptCache: rules.cache ? { kind: "explicit", ttlSeconds: rules.cacheHour ? [300, 3600] : [300] } : { kind: "none" },
    tokenCount: isClaude ? undefined : false,
  };
}

/** By a budget a model tells all levels apart. */
function levelsOf(base: string): NonNullable<NonNullable<Capabilities["thinking"]>["levels"]> {
  const { efforts, adaptive, budget, disabled, words } = rulesOf(base);
  const canStop = words === "nova" || words === "reasoning.effort" || (words === "claude" && (disabled || !adaptive));
  const none = canStop ? (["none"] as const) : [];
  if (words === "claude" && !adaptive) return budget ? [...none, "minimal", "low", "medium", "high", "xhigh", "max"] : none;
  return [...none, ...efforts];
}
