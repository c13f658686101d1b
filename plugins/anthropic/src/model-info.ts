import { efforts, type Capabilities, type Effort, type Known, type ModelInfo } from "@ainative-code/sdk";
import { filled, numberOr, objectOr, type JsonObject } from "@ainative-code/provider-kit";
import { rulesOf } from "./request/rules.ts";

/** A model of the vendor's list, with what the list says of it; nothing for one that answers no more. */
export function modelInfoOf(entry: JsonObject): ModelInfo | undefined {
  const id = filled(entry["id"]);
  if (id === undefined || entry["lifecycle"] === "retired") return undefined;
  const name = filled(entry["display_name"]);
  const maxInput = numberOr(entry["max_input_tokens"]);
  const maxOutput = numberOr(entry["max_tokens"]);
  const told = objectOr(entry["capabilities"]);
  return {
    id,
    ...(name === undefined || name === id ? {} : { name }),
    ...(maxInput === undefined ? {} : { maxInput }),
    ...(maxOutput === undefined ? {} : { maxOutput }),
    ...(told === undefined ? {} : { capabilities: capabilitiesOf(told, id) }),
  };
}

/** What the list says, and what it does not say but is known of all models of the vendor, or of this one by its name. */
function capabilitiesOf(told: JsonObject, id: string): Capabilities {
  const { forcedTool, sampling, systemInside } = rulesOf(id);
  const structured = supports(told, "structured_outputs");
  const thinking = objectOr(told["thinking"]);
  return {
    tools: true,
    parallelTools: true,
    toolStreaming: true,
    forcedTool,
    strictTools: structured,
    imageIn: supports(told, "image_input"),
    imagesInToolResult: supports(told, "image_input"),
    pdfIn: supports(told, "pdf_input"),
    structuredOutput: structured,
    ...(thinking === undefined ? {} : { thinking: thinkingOf(thinking, objectOr(told["effort"]) ?? {}) }),
    temperature: sampling,
    topP: sampling,
    topK: sampling,
    systemMidConversation: systemInside,
    promptCache: { kind: "explicit", ttlSeconds: [300, 3600] },
    citations: supports(told, "citations"),
    tokenCount: true,
  };
}

function thinkingOf(thinking: JsonObject, effort: JsonObject): NonNullable<Capabilities["thinking"]> {
  const types = objectOr(thinking["types"]) ?? {};
  const budget = supports(types, "enabled");
  const canDisable = supports(types, "disabled");
  return { levels: levelsOf(thinking, types, effort), canDisable, budget };
}

/** The levels the model tells apart; by a budget it tells all of them apart. */
function levelsOf(thinking: JsonObject, types: JsonObject, effort: JsonObject): readonly Effort[] {
  if (thinking["supported"] === false) return ["none"];
  const byBudget = supports(effort, "supported") !== true && supports(types, "adaptive") !== true;
  const isOff = supports(types, "disabled") === true || supports(types, "between_tools") === true;
  return efforts.filter((level) => {
    if (level === "none") return isOff;
    return byBudget || supports(effort, level) === true;
  });
}

/** `{name: {supported: true}}`, or `{name: true}`. */
function supports(told: JsonObject, name: string): Known {
  const value = objectOr(told[name])?.["supported"] ?? told[name];
  return typeof value === "boolean" ? value : undefined;
}
