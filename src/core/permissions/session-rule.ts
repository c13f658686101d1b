import { isActedOn } from "./acted-on.ts";
import { unfencedTool } from "./unfenced-tool.ts";
import type { PermissionQuestion } from "./question.ts";
import { subjectOf } from "./rule.ts";
import type { PermissionRule } from "./rule.ts";

/**
 * The rules that "yes, always" stands for: the very command, host or file outside that was asked about,
 * or the tool as a whole for files inside the working directory. A file that is acted on is granted by itself only.
 */
export function sessionRules(
  { tool, accesses, unfenced }: PermissionQuestion,
  own?: readonly string[],
): readonly PermissionRule[] {
  const subjects = accesses.filter((access) => !("inside" in access) || !access.inside || isActedOn(access, own)).map(subjectOf);
  if (subjects.length === 0) return [{ text: tool, tool: tool.toLowerCase(), pattern: undefined }];
  return [tool, ...(unfenced === undefined ? [] : [unfencedTool])].flatMap((name) =>
    subjects.map((subject) => exactRule(name, subject)),
  );
}

function exactRule(tool: string, subject: string): PermissionRule {
  return { text: `${tool}(=${subject})`, tool: tool.toLowerCase(), pattern: subject, exact: true };
}
