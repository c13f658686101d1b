import { isActedOn } from "./acted-on.ts";
import type { PermissionQuestion } from "./question.ts";
import { subjectOf } from "./rule.ts";
import type { PermissionRule } from "./rule.ts";

/**
 * The rules that "yes, always" stands for: the very command, host or file outside that was asked about,
 * or the tool as a whole for files inside the working directory. A file that is acted on is granted by itself only.
 */
export function sessionRules({ tool, accesses }: PermissionQuestion, own?: readonly string[]): readonly PermissionRule[] {
  const name = tool.toLowerCase();
  const subjects = accesses.filter((access) => !("inside" in access) || !access.inside || isActedOn(access, own)).map(subjectOf);
  if (subjects.length === 0) return [{ text: tool, tool: name, pattern: undefined }];
  return subjects.map((subject) => ({ text: `${tool}(=${subject})`, tool: name, pattern: subject, exact: true }));
}
