import { AinError } from "@ainative-code/sdk";
import { isActedOn, namesActedOn } from "./acted-on.ts";
import type { ResolvedAccess } from "./question.ts";
import { sameTool } from "./same-tool.ts";
import { namesSecret } from "./shell/secret-words.ts";
import type { CommandPart } from "./shell/shell-part.ts";
import { piecesOf } from "./shell-words.ts";
import type { Unit } from "./unit.ts";

/**
 * `tool` or `tool(pattern)`, for example `bash(git status*)`, `edit(src/**)`, `read(/etc/hosts)`, `read(~/notes/**)`.
 * `tool(=text)` means that very command, host or absolute path.
 */
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
  const match = /^([A-Za-z0-9_-]+|mcp__[A-Za-z0-9_-]+__\*)(?:\((.+)\))?$/s.exec(text.trim());
  const tool = match?.[1];
  if (tool === undefined) {
    throw new AinError("invalid-input", `"${text}" is not a permission rule: write TOOL or TOOL(PATTERN).`, {
      actions: ['For example: bash(npm test*) or "edit(src/**)"'],
    });
  }
  const pattern = match?.[2];
  const named = { text: text.trim(), tool: tool.toLowerCase() };
  return pattern?.startsWith("=") === true ? { ...named, pattern: pattern.slice(1), exact: true } : { ...named, pattern };
}

/** Several rules in one text, apart by commas or spaces outside parentheses. */
export function splitRules(text: string): readonly string[] {
  return text.match(/[^\s,(]+(?:\([^)]*\))?/g) ?? [];
}

/** The tools whose rules speak for files that a shell reads or writes by itself (`> file`). */
const fileTools: Readonly<Record<"read" | "write", readonly string[]>> = { read: ["read"], write: ["edit", "write"] };

/**
 * Whether the rule lets this unit through. Without a pattern it stands for the tool as a whole, but never for files
 * outside the working folder, nor for those that are acted on (`own` and the folders of git and of this program) or hold
 * secrets: a rule must name these.
 */
export function allows(rule: PermissionRule, tool: string, unit: Unit, own: readonly string[] = []): boolean {
  if (rule.exact === true && sameTool(rule.tool, tool) && unit.access !== undefined) return subjectOf(unit.access) === rule.pattern;
  if (!speaksFor(rule, tool, unit)) return false;
  const { pattern } = rule;
  switch (unit.kind) {
    case "command":
      return (
        pattern === undefined || (standsFor(pattern, unit.part) && unit.part.secrets.every((word) => pattern.includes(word)))
      );
    case "line":
    case "tool":
      return pattern === undefined;
    case "network":
      return pattern === undefined || matchesHost(pattern, unit.host);
    default:
      return unit.byShell && pattern === undefined && sameTool(rule.tool, tool) ? true : allowsFile(rule, unit, own);
  }
}

function allowsFile(
  rule: PermissionRule,
  { kind, file }: Extract<Unit, { readonly kind: "read" | "write" }>,
  own: readonly string[],
): boolean {
  if (file === undefined) return false;
  const access = { ...file, kind };
  if (isActedOn(access, own) && !namesActedOn(rule, access, own)) return false;
  if (namesSecret(file.shown) && !(rule.pattern !== undefined && namesSecret(rule.pattern))) return false;
  return rule.pattern === undefined ? file.inside : fileMatches(file, rule.path ?? rule.pattern);
}

/** Whether a rule that denies, or asks, means this unit. */
export function means(rule: PermissionRule, tool: string, unit: Unit): boolean {
  const isPatch = isPatchOf(rule, tool, unit);
  if (!isPatch && !speaksFor(rule, tool, unit)) return false;
  const { pattern } = rule;
  if (pattern === undefined) return isPatch || sameTool(rule.tool, tool);
  if (rule.exact === true && unit.access !== undefined) return subjectOf(unit.access) === pattern;
  switch (unit.kind) {
    case "command":
      return [unit.part.source, ...unit.part.forms, ...unit.part.hidden].some((form) => matchesCommand(pattern, form));
    case "line":
      return piecesOf(unit.command).some((piece) => matchesCommand(pattern, piece));
    case "network":
      // Whoever denies a host hardly means one of its ports alone.
      return matchesHost(pattern, unit.host) || matchesHost(pattern, unit.host.replace(/:\d+$/, ""));
    case "tool":
      return false;
    default:
      return unit.file !== undefined && fileMatches(unit.file, rule.path ?? pattern);
  }
}

/** A patch edits and writes files: what rules deny or ask about for those two holds for it. */
const patchTool = "apply_patch";

function isPatchOf(rule: PermissionRule, tool: string, unit: Unit): boolean {
  return unit.kind === "write" && sameTool(patchTool, tool) && fileTools.write.includes(rule.tool);
}

function speaksFor(rule: PermissionRule, tool: string, unit: Unit): boolean {
  if (sameTool(rule.tool, tool)) return true;
  return (unit.kind === "read" || unit.kind === "write") && unit.byShell && fileTools[unit.kind].includes(rule.tool);
}

/** What an exact rule is compared with. */
export function subjectOf(access: ResolvedAccess): string {
  if (access.kind === "execute") return access.command;
  return access.kind === "network" ? access.host : access.path;
}

/** Where something is set for the command, the pattern has to set just that: `FOO=* make *` is no rule for `FOO=x rm make y`. */
function standsFor(pattern: string, { source, forms, set }: CommandPart): boolean {
  if (set === undefined) return forms.some((form) => matchesCommand(pattern, form));
  const named = settingsIn(`${pattern} `);
  if (named.length === 0) return matchesCommand(pattern, source);
  const own = settingsIn(`${set} `);
  const isSame =
    own.join("") === `${set} ` &&
    own.length === named.length &&
    own.every((one, index) => wildcard((named[index] ?? "").trimEnd(), ".*").test(one.trimEnd()));
  return isSame && forms.some((form) => matchesCommand(pattern.slice(named.join("").length), form));
}

/** `NAME=value ` as often as it stands at the beginning. */
function settingsIn(text: string): readonly string[] {
  const [all = ""] = /^(?:[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|[^\s"'])*\s+)+/.exec(text) ?? [];
  return all.match(/[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|[^\s"'])*\s+/g) ?? [];
}

/** A blank and `*` at the end stand for nothing as well: `git log *` means `git log`. `:*` is an older way to write that. */
function matchesCommand(pattern: string, command: string): boolean {
  const words = pattern.replace(/:\*$/, " *");
  return wildcard(words, ".*").test(command) || (words.endsWith(" *") && wildcard(words.slice(0, -2), ".*").test(command));
}

/** `*.example.com`, or `domain:example.com`. */
function matchesHost(pattern: string, host: string): boolean {
  return wildcard(pattern.replace(/^domain:/, "").toLowerCase(), "[^/]*").test(host.toLowerCase());
}

/**
 * Matches a file against a glob below the working directory, or an absolute one (`/…`, `//…`). One that ends with `/`
 * means all below.
 */
export function fileMatches(
  file: { readonly path: string; readonly inside: boolean; readonly shown: string },
  pattern: string,
): boolean {
  // macOS takes a letter with its accent for the same, written as one character or as two.
  const glob = pattern.replace(/\/$/, "/**").normalize("NFC");
  if (glob.startsWith("/")) return wildcard(glob.replace(/^\/\//, "/"), "[^/]*").test(file.path.normalize("NFC"));
  return file.inside && wildcard(glob.replace(/^\.\//, ""), "[^/]*").test(file.shown.normalize("NFC"));
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
