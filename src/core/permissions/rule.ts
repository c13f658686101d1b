import { AinError } from "@ainative-code/sdk";
import type { PermissionQuestion, ResolvedAccess } from "./question.ts";
import { isSimpleCommand, piecesOf } from "./shell-words.ts";

/** `tool` or `tool(pattern)`, for example `bash(git status*)`, `edit(src/**)`, `read(//etc/hosts)`. */
export interface PermissionRule {
  /** As it was written. */
  readonly text: string;
  readonly tool: string;
  readonly pattern: string | undefined;
  /** The pattern stands for itself, letter by letter, also where it is a compound command. */
  readonly exact?: boolean;
}

/** Throws `invalid-input`. Tool names are compared without regard to case. */
export function parseRule(text: string): PermissionRule {
  const match = /^([A-Za-z0-9_-]+)(?:\((.+)\))?$/s.exec(text.trim());
  const tool = match?.[1];
  if (tool === undefined) {
    throw new AinError("invalid-input", `"${text}" is not a permission rule: write TOOL or TOOL(PATTERN).`, {
      actions: ['For example: bash(npm test*) or "edit(src/**)"'],
    });
  }
  return { text: text.trim(), tool: tool.toLowerCase(), pattern: match?.[2] };
}

/** Several rules in one text, apart by commas or spaces outside parentheses. */
export function splitRules(text: string): readonly string[] {
  return text.match(/[^\s,(]+(?:\([^)]*\))?/g) ?? [];
}

/**
 * `all`: every access must match (to allow). `any`: one is enough (to deny). A rule without a pattern stands for the
 * tool as a whole, but never for files outside the working directory.
 */
export function ruleMatches(rule: PermissionRule, question: PermissionQuestion, need: "all" | "any"): boolean {
  if (rule.tool !== question.tool.toLowerCase()) return false;
  const { pattern } = rule;
  if (pattern === undefined) return need === "any" || question.accesses.every((access) => !("inside" in access) || access.inside);
  if (question.accesses.length === 0) return false;
  const matches = (access: ResolvedAccess): boolean =>
    rule.exact === true ? subjectOf(access) === pattern : accessMatches(access, pattern, need);
  return need === "all" ? question.accesses.every(matches) : question.accesses.some(matches);
}

/** What an exact rule is compared with. */
export function subjectOf(access: ResolvedAccess): string {
  if (access.kind === "execute") return access.command;
  return access.kind === "network" ? access.host : access.path;
}

function accessMatches(access: ResolvedAccess, pattern: string, need: "all" | "any"): boolean {
  switch (access.kind) {
    case "execute":
      return need === "any" ? piecesOf(access.command).some((piece) => wildcard(pattern, ".*").test(piece)) : isSimpleMatch(access.command, pattern);
    case "network":
      return wildcard(pattern, "[^/]*").test(access.host);
    default:
      return pattern.startsWith("//")
        ? wildcard(pattern.slice(1), "[^/]*").test(access.path)
        : access.inside && wildcard(pattern.replace(/^\.\//, ""), "[^/]*").test(access.shown);
  }
}

function isSimpleMatch(command: string, pattern: string): boolean {
  return isSimpleCommand(command) && wildcard(pattern, ".*").test(command.trim());
}

/** `*` becomes `star`, `**` anything; all else is literal. */
function wildcard(pattern: string, star: string): RegExp {
  const source = pattern
    .split(/(\*\*\/|\*\*|\*)/)
    .map((piece) => {
      if (piece === "**/") return "(?:.*/)?";
      if (piece === "**") return ".*";
      if (piece === "*") return star;
      return piece.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
    })
    .join("");
  return new RegExp(`^${source}$`, "s");
}
