import { efforts, type Capabilities, type Effort, type ModelInfo } from "@ainative-code/sdk";
import { filled, listOr, numberOr, type JsonObject } from "@ainative-code/provider-kit";
import { rulesOf, type Rules } from "./request/rules.ts";

/** Models of the list that answer, but not with text to a person at a terminal. */
const otherPurpose = /-(image|tts|live|native-audio|computer-use|robotics|omni)\b|^(imagen|veo|lyria|aqa|nano-banana)/;

/** A model of the vendor's list, with what the list says of it; nothing for one that writes no text. */
export function modelInfoOf(entry: JsonObject): ModelInfo | undefined {
  const id = filled(entry["name"])?.replace(/^models\//, "");
  const methods = listOr(entry["supportedGenerationMethods"] ?? entry["supportedActions"]);
  if (id === undefined || otherPurpose.test(id) || (methods.length > 0 && !methods.includes("generateContent"))) return undefined;
  const name = filled(entry["displayName"]);
  const maxInput = numberOr(entry["inputTokenLimit"]);
  const maxOutput = numberOr(entry["outputTokenLimit"]);
  return {
    id,
    ...(name === undefined || name === id ? {} : { name }),
    ...(maxInput === undefined ? {} : { maxInput }),
    ...(maxOutput === undefined ? {} : { maxOutput }),
    capabilities: capabilitiesOf(entry, id, methods),
  };
}

/** What every Gemini can, and the list does not say. */
const ofGemini: Capabilities = {
  tools: true,
  parallelTools: true,
  forcedTool: true,
  imageIn: true,
  pdfIn: true,
  structuredOutput: true,
  citations: true,
};

/** What the list says, and what it does not say but is known of this model by its name. */
function capabilitiesOf(entry: JsonObject, id: string, methods: readonly unknown[]): Capabilities {
  const rules = rulesOf(id);
  const isGemini = id.startsWith("gemini-");
  const thinks = entry["thinking"] === true;
  return {
    ...(isGemini ? ofGemini : {}),
    strictTools: false,
    toolStreaming: false,
    imagesInToolResult: isGemini,
    thinking: thinks ? thinkingOf(rules) : { levels: ["none"], canDisable: true, budget: false },
    temperature: true,
    topP: true,
    topK: numberOr(entry["topK"]) === undefined ? undefined : true,
    systemMidConversation: false,
    promptCache: { kind: isGemini && methods.includes("createCachedContent") ? "auto" : "none" },
    tokenCount: methods.includes("countTokens"),
  };
}

function thinkingOf({ thinking, levels, canDisable }: Rules): NonNullable<Capabilities["thinking"]> {
  const isBudget = thinking === "budget";
  const isOff = isBudget && canDisable;
  return { levels: isBudget ? budgetLevels(isOff) : tellableLevels(levels), canDisable: isOff, budget: isBudget };
}

/** By a budget a model tells all levels apart. */
function budgetLevels(canDisable: boolean): readonly Effort[] {
  return canDisable ? efforts : efforts.filter((level) => level !== "none");
}

function tellableLevels(levels: Rules["levels"]): readonly Effort[] {
  const known: ReadonlySet<string> = new Set(levels.map((level) => level.toLowerCase()));
  return efforts.filter((level) => known.has(level));
}
