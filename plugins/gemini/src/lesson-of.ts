import { isNews } from "@ainative-code/provider-kit";
import type { AinError } from "@ainative-code/sdk";
import { wireLevels, type Rules } from "./request/rules.ts";

type Lesson = Partial<Rules>;

/** Words of the vendor, and what they teach a request that was made by some rules. */
type Teacher = readonly [words: RegExp, teach: (found: RegExpExecArray, rules: Rules) => Lesson];

/** What a refusal of a field says, the finer things first: there are no codes for any of it. */
const teachers: readonly Teacher[] = [
  [/missing a? ?thought.?signature/i, () => ({ sentinel: true })],
  [/thought.?signature/i, () => ({ signatures: false, sentinel: true })],
  [/max.?output.?tokens.*range is from \d+ \(inclusive\) to (\d+) \(exclusive\)/i, ([, end]) => ({ maxOutput: Number(end) - 1 })],
  [/max.?output.?tokens\D+\d+ .*?(?:maximum|at most)\D*(\d+)/i, ([, limit]) => ({ maxOutput: Number(limit) })],
  [/only works in thinking mode|budget 0 is invalid/i, () => ({ canDisable: false })],
  [/thinking.?level\W+(minimal|low|medium|high)\b/i, ([, level = ""], rules) => ({ levels: withoutLevel(rules, level) })],
  [/thinking.?level/i, () => ({ thinking: "budget" })],
  [/thinking.?(budget|config|is not)|include.?thoughts|\bthinking\b/i, () => ({ thinking: "none", thinks: false })],
  [/function calling with a response mime type|tool use with a response mime type/i, () => ({ formatWithTools: false })],
  [/response.?mime.?type|response.?(json.?)?schema|json mode/i, () => ({ format: false })],
  [/developer instruction|system.?instruction/i, () => ({ system: false })],
  [/multimodal function response|function.?response\W.*\bparts\b|name "parts"/i, () => ({ mediaInResults: false })],
  [/function calling is not|tool use is not|tools? (is|are) not supported|name "tools"/i, () => ({ tools: false })],
  [/\b(temperature|top.?[pk])\b/i, () => ({ sampling: false })],
];

const teaching: ReadonlySet<string> = new Set(["unsupported", "invalid-request", "stale-state"]);

/** What to do without in the next request, learned from an error; `undefined` where it teaches nothing new. */
export function lessonOf(error: AinError, rules: Rules): Lesson | undefined {
  if (!teaching.has(error.code)) return undefined;
  for (const [words, teach] of teachers) {
    const found = words.exec(error.message);
    if (found === null) continue;
    const lesson = teach(found, rules);
    return isNews(lesson, rules) ? lesson : undefined;
  }
  return undefined;
}

function withoutLevel({ levels }: Rules, level: string): Rules["levels"] {
  const refused = wireLevels.find((each) => each === level.toUpperCase());
  return levels.filter((each) => each !== refused);
}
