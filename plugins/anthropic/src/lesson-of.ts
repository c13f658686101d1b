import { isNews } from "@ainative-code/provider-kit";
import type { AinError } from "@ainative-code/sdk";
import type { Rules } from "./request/rules.ts";

type Lesson = Partial<Rules>;

/** Words of the vendor, and what they teach. */
type Teacher = readonly [words: RegExp, teach: (found: RegExpExecArray) => Lesson];

/** Behind it, a message lists what would have been taken. */
const whatIsTaken = /does not match|expected/i;

/** What a refusal of a field says, the finer things first: there are no codes for any of it. */
const teachers: readonly Teacher[] = [
  [/max_tokens\D+\d+ > (\d+)/i, ([, limit]) => ({ maxOutput: Number(limit) })],
  [/anthropic-version/i, () => ({ version: "2023-06-01" })],
  [/cache_control/i, () => ({ cache: false })],
  [/\b(temperature|top_p|top_k)\b/i, () => ({ sampling: false })],
  [/tool_choice/i, () => ({ forcedTool: false })],
  [/output_config\W*effort|\beffort\b/i, () => ({ efforts: [] })],
  [/output_config|output_format|structured output|json_schema/i, () => ({ format: false })],
  [/thinking\W.*display|\bdisplay\b/i, () => ({ display: false })],
  [/between_tools/i, () => ({ betweenTools: false })],
  [/thinking\W.*disabled/i, () => ({ disabled: false })],
  [/thinking\W.*adaptive|adaptive thinking/i, () => ({ adaptive: false })],
  [/thinking\W.*enabled|budget_tokens/i, () => ({ budget: false })],
  [/\bthinking\b/i, () => ({ adaptive: false, budget: false, disabled: false, thinks: false })],
  [/role.{0,3}'?system|messages\.\d+\.role/i, () => ({ systemInside: false })],
  [/text content blocks must/i, () => ({ blankText: false })],
];

/** What to do without in the next request, learned from an error; `undefined` where it teaches nothing new. */
export function lessonOf(error: AinError, rules: Rules): Lesson | undefined {
  if (error.code === "stale-state") return forgetting(error, rules);
  if (error.code !== "unsupported" && error.code !== "invalid-request") return undefined;
  const [refused = ""] = error.message.split(whatIsTaken);
  for (const [words, teach] of teachers) {
    const found = words.exec(refused);
    if (found === null) continue;
    const lesson = teach(found);
    return isNews(lesson, rules) ? lesson : undefined;
  }
  return undefined;
}

/** Thinking that is refused may be dropped by the vendor where it offers that; else, or the next time, it stays here. */
function forgetting({ message }: AinError, { history }: Rules): Lesson | undefined {
  if (history === "none") return undefined;
  return { history: history === "all" && /prefix_mismatch_behavior/.test(message) ? "droppable" : "none" };
}
