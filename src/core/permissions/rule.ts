import { AinError } from "@ainative-code/sdk";
import { isActedOn, namesActedOn } from "./acted-on.ts";
import type { PermissionQuestion, ResolvedAccess } from "./question.ts";
import { isSimpleCommand, piecesOf } from "./shell-words.ts";

/** `tool` or `tool(pattern)`, for example `bash(git status*)`, `edit(src/**)`, `read(/etc/hosts)`, `read(~/notes/**)`. */
export interface PermissionRule {
  /** As it was written. */
  readonly text: string;
  readonly tool: string;
  readonly pattern: string | undefined;
  /** For files, in place of a pattern that begins with `/` or `~/`: absolute, symlinks before its first wildcard resolved. */
  readonly path?: string;
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
 * tool as a whole, but never for files outside the working directory. To allow a change of what is acted on (`own` and
 * the folders of git and of this program), a rule must name it.
 */
export function ruleMatches(rule: PermissionRule, question: PermissionQuestion, need: "all" | "any", own: readonly string[] = []): boolean {
  if (rule.tool !== question.tool.toLowerCase()) return false;
  const { pattern } = rule;
  if (need === "all" && question.accesses.some((access) => isActedOn(access, own) && !namesActedOn(rule, access, own))) return false;
  if (pattern === undefined) return need === "any" || question.accesses.every((access) => !("inside" in access) || access.inside);
  if (question.accesses.length === 0) return false;
  const matches = (access: ResolvedAccess): boolean =>
    rule.exact === true ? subjectOf(access) === pattern : accessMatches(access, rule, pattern, need);
  return need === "all" ? question.accesses.every(matches) : question.accesses.some(matches);
}

/** What an exact rule is compared with. */
export function subjectOf(access: ResolvedAccess): string {
  if (access.kind === "execute") return access.command;
  return access.kind === "network" ? access.host : access.path;
}

function accessMatches(access: ResolvedAccess, rule: PermissionRule, pattern: string, need: "all" | "any"): boolean {
  switch (access.kind) {
    case "execute":
      return need === "any" ? piecesOf(access.command).some((piece) => wildcard(pattern, ".*").test(piece)) : isSimpleMatch(access.command, pattern);
    case "network":
      return wildcard(pattern, "[^/]*").test(access.host);
    default:
      return fileMatches(access, rule.path ?? pattern);
  }
}

/** Matches a file against a glob below the working directory, or an absolute one (`/…`, `//…`). One that ends with `/` means all below. */
export function fileMatches(file: { readonly path: string; readonly inside: boolean; readonly shown: string }, pattern: string): boolean {
  const glob = pattern.replace(/\/$/, "/**");
  if (glob.startsWith("/")) return wildcard(glob.replace(/^\/\//, "/"), "[^/]*").test(file.path);
  return file.inside && wildcard(glob.replace(/^\.\//, ""), "[^/]*").test(file.shown);
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
