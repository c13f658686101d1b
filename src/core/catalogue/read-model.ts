import { efforts, type Capabilities } from "@ainative-code/sdk";
import { isRecord } from "../config/is-record.ts";
import type { ModelFacts } from "./catalogue.ts";
import type { LayerModel } from "./layer.ts";

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string" && value !== "";
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) > 0;
const isMoney: Check = (value) => Number.isFinite(value) && Number(value) >= 0;
const isSwitch: Check = (value) => typeof value === "boolean";
const listOf = (check: Check): Check => (value) => Array.isArray(value) && value.every(check);
const membersOf = (checks: Readonly<Record<string, Check>>): Check => (value) =>
  isRecord(value) && Object.entries(checks).every(([name, check]) => value[name] === undefined || check(value[name]));

const isThinking = membersOf({
  levels: listOf((level) => efforts.some((effort) => effort === level)),
  canDisable: isSwitch,
  budget: isSwitch,
});
const isCache: Check = (value) =>
  isRecord(value) &&
  ["none", "auto", "explicit"].some((kind) => kind === value["kind"]) &&
  membersOf({ ttlSeconds: listOf(isCount) })(value);

const capabilityChecks = {
  tools: isSwitch,
  parallelTools: isSwitch,
  forcedTool: isSwitch,
  strictTools: isSwitch,
  toolStreaming: isSwitch,
  imageIn: isSwitch,
  pdfIn: isSwitch,
  imagesInToolResult: isSwitch,
  structuredOutput: isSwitch,
  thinking: isThinking,
  temperature: isSwitch,
  topP: isSwitch,
  topK: isSwitch,
  systemMidConversation: isSwitch,
  promptCache: isCache,
  citations: isSwitch,
  tokenCount: isSwitch,
} satisfies Readonly<Record<keyof Capabilities, Check>>;

const isPrice: Check = (value) =>
  isRecord(value) &&
  isMoney(value["input"]) &&
  isMoney(value["output"]) &&
  membersOf({ cacheRead: isMoney, cacheWrite: isMoney, cacheWrite1h: isMoney, inputTokensAbove: isCount })(value);

const checks = {
  name: isText,
  window: isCount,
  maxInput: isCount,
  maxOutput: isCount,
  inputLimits: membersOf({ bytes: isCount, images: isCount, pixels: isCount }),
  capabilities: membersOf(capabilityChecks),
  prices: listOf(isPrice),
} satisfies Readonly<Record<keyof ModelFacts, Check>>;

export type ReadModel = { readonly model: LayerModel } | { readonly model: undefined; readonly misfit: string };

/** Reads what a file, a cache or the config tells of a model; or names the member that is of the wrong kind. */
export function readModel(value: unknown): ReadModel {
  if (!isRecord(value)) return { model: undefined, misfit: "it" };
  const members = Object.entries(checks).flatMap(([name, check]) => {
    const member = value[name];
    return member === undefined || member === null ? [] : [{ name, member, fits: check(member) }];
  });
  const wrong = members.find(({ fits }) => !fits);
  if (wrong !== undefined) return { model: undefined, misfit: `"${wrong.name}"` };
  const facts = Object.fromEntries(members.map(({ name, member }) => [name, member])) as ModelFacts;
  const like = value["like"];
  return { model: { facts, ...(typeof like === "string" ? { like } : {}) } };
}
