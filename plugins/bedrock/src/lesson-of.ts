import { isNews } from "@ainative-code/provider-kit";
import type { AinError } from "@ainative-code/sdk";
import type { Rules } from "./request/rules.ts";

type Lesson = Partial<Rules>;

/** Words of a refusal, and what they teach. */
type Teacher = readonly [words: RegExp, teach: (found: RegExpExecArray) => Lesson];

/** Behind it, a message lists what would have been taken. */
const whatIsTaken = /does not match|expected|valid values/i;

/** What a refusal of a field says, the finer things first: there are no codes for any of it. */
const teachers: readonly Teacher[] = [
  [/maximum tokens you requested exceeds the model limit of (\d+)/i, ([, limit]) => ({ maxOutput: Number(limit) })],
  [/max_?tokens\D+\d+ > (\d+)/i, ([, limit]) => ({ maxOutput: Number(limit) })],
  [/signature/i, () => ({ history: "text" })],
  [/reasoningContent|reasoning content/i, () => ({ history: "none" })],
  [/cachePoint.*ttl|\bttl\b/i, () => ({ cacheHour: false })],
  [/cache.{0,20}tool|tool.{0,40}cach/i, () => ({ cacheTools: false })],
  [/cachePoint|cache_control|prompt caching|\bcach(e|ing)\b/i, () => ({ cache: false })],
  [/citation/i, () => ({ citations: false })],
  [/cannot both be specified/i, () => ({ bothSamplings: false })],
  [/\btop_?k\b/i, () => ({ topK: undefined })],
  [/\btop_?p\b/i, () => ({ topP: false })],
  [/\btemperature\b/i, () => ({ temperature: false })],
  [/stop_?sequences?/i, () => ({ stopSequences: false })],
  [/tool_?choice/i, () => ({ forcedTool: false })],
  [/toolResult.*status|\bstatus field/i, () => ({ resultStatus: false })],
  [/toolResult.*image|image.*tool ?result/i, () => ({ imagesInResults: false })],
  [/system (messages?|prompts?|instructions?)|\bsystem field/i, () => ({ system: false })],
  [/text_?format|output_?config\W*(text_?)?format|output_format|structured output|json_?schema/i, () => ({ format: false })],
  [/output_config|outputConfig|\beffort\b|reasoning_effort|reasoningConfig/i, () => ({ efforts: [], words: "none" })],
  [/thinking\W.*display|\bdisplay\b/i, () => ({ display: false })],
  [/thinking\W.*disabled/i, () => ({ disabled: false })],
  [/thinking\W.*adaptive|adaptive thinking/i, () => ({ adaptive: false })],
  [/thinking\W.*enabled|budget_tokens/i, () => ({ budget: false })],
  [/\bthinking\b/i, () => ({ adaptive: false, budget: false, disabled: false, thinks: false })],
  [/\bdocuments?\b/i, () => ({ documents: false })],
  [/\bimages?\b|image content/i, () => ({ images: false })],
  [/tool use|toolConfig|\btools?\b/i, () => ({ tools: false })],
];

/** What to do without in the next request, learned from an error; `undefined` where it teaches nothing new. */
export function lessonOf(error: AinError, rules: Rules): Lesson | undefined {
  if (error.code === "stale-state") return rules.history === "none" ? undefined : { history: "none" };
  if (error.code !== "unsupported") return undefined;
  const [refused = ""] = error.message.split(whatIsTaken);
  for (const [words, teach] of teachers) {
    const found = words.exec(refused);
    if (found === null) continue;
    const lesson = withClaude(teach(found), rules);
    return isNews(lesson, rules) ? lesson : undefined;
  }
  return undefined;
}

/** Claude's thinking is more than its effort: without the one the other stays. */
function withClaude(lesson: Lesson, rules: Rules): Lesson {
  return lesson.words === undefined || rules.words !== "claude" ? lesson : { efforts: [] };
}
