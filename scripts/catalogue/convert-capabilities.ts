import { efforts, type Capabilities, type Effort } from "@ainative-code/sdk";
import type { SourceModel } from "./source-model.ts";
import type { Source } from "./sources.ts";

type Thinking = NonNullable<Capabilities["thinking"]>;

/** The source lists no model that takes no tools. What it does not tell stays unknown. */
export function convertCapabilities(model: SourceModel, { canDisableUnlessTold = false, markedCache }: Source): Capabilities {
  const { compat = {}, input } = model;
  const promptCache = cacheOf(model, markedCache?.test(model.id) ?? false);
  return {
    tools: true,
    ...(compat["supportsStrictTools"] === true || compat["supportsStrictMode"] === true ? { strictTools: true } : {}),
    imageIn: input.includes("image"),
    thinking: thinkingOf(model, canDisableUnlessTold),
    ...(compat["supportsTemperature"] === false ? { temperature: false } : {}),
    ...(compat["supportsMidConvoSystemMessages"] === true ? { systemMidConversation: true } : {}),
    ...(promptCache === undefined ? {} : { promptCache }),
  };
}

function cacheOf({ promptCache, cost }: SourceModel, isMarked: boolean): Capabilities["promptCache"] {
  if (cost.cacheRead === 0) return undefined;
  if (!isMarked) return { kind: "auto" };
  const ttlSeconds = [promptCache?.short ?? 0, promptCache?.long ?? 0].filter((seconds) => seconds > 0);
  return { kind: "explicit", ...(ttlSeconds.length === 0 ? {} : { ttlSeconds }) };
}

function thinkingOf({ reasoning, thinkingLevelMap: map, compat = {} }: SourceModel, canDisableUnlessTold: boolean): Thinking {
  if (reasoning !== true) return { levels: ["none"] };
  const off = map?.["off"];
  const canDisable = off === undefined ? canDisableUnlessTold || undefined : off !== null;
  const byBudget = canDisableUnlessTold && compat["forceAdaptiveThinking"] !== true;
  return {
    ...(map === undefined ? {} : { levels: efforts.filter((effort) => isLevel(effort, map, canDisable === true)) }),
    ...(canDisable === undefined ? {} : { canDisable }),
    ...(byBudget ? { budget: true } : {}),
  };
}

/** The three levels in the middle are known to every model that knows levels, the others where they are named. */
function isLevel(effort: Effort, map: Readonly<Record<string, string | null>>, canDisable: boolean): boolean {
  if (effort === "none") return canDisable;
  const word = map[effort];
  return ["low", "medium", "high"].includes(effort) ? word !== null : typeof word === "string";
}
