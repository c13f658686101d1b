import type { PermissionRule } from "./rule.ts";
import type { PermissionQuestion } from "./question.ts";

/**
 * The rules that "yes, for this session" stands for: the very command, host or file outside, or the tool as a whole
 * for files inside the working directory.
 */
export function sessionRules(question: PermissionQuestion): readonly PermissionRule[] {
  const { tool } = question;
  const rule = (pattern: string | undefined): PermissionRule => ({
    text: pattern === undefined ? tool : `${tool}(${pattern})`,
    tool: tool.toLowerCase(),
    pattern,
  });
  const patterns = question.accesses.flatMap((access) => {
    if (access.kind === "execute") return [access.command.trim()];
    if (access.kind === "network") return [access.host];
    return access.inside ? [] : [`/${access.path}`];
  });
  return patterns.length === 0 ? [rule(undefined)] : patterns.map(rule);
}
