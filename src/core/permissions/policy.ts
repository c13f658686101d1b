import { isActedOn } from "./acted-on.ts";
import type { PermissionMode } from "./permission-mode.ts";
import type { PermissionQuestion, ResolvedAccess } from "./question.ts";
import { allows, means } from "./rule.ts";
import type { PermissionRule } from "./rule.ts";
import { sameTool } from "./same-tool.ts";
import { namesSecret } from "./shell/secret-words.ts";
import { unfencedTool } from "./unfenced-tool.ts";
import { unitText, unitsOf } from "./unit.ts";
import type { Unit } from "./unit.ts";

export { permissionModes, type PermissionMode } from "./permission-mode.ts";

export interface Policy {
  readonly mode: PermissionMode;
  readonly allow: readonly PermissionRule[];
  readonly deny: readonly PermissionRule[];
  /** What is asked about although a rule or the mode would let it through. */
  readonly ask?: readonly PermissionRule[];
  /**
   * Files and folders that this program or a shell obeys, absolute, symlinks resolved: asked about in every mode but
   * `bypass`.
   */
  readonly own?: readonly string[];
  /** Those of `allow` that were given for this very run: they hold for commands where there is no fence, too. */
  readonly given?: readonly PermissionRule[];
  /** Why no rules that allow may be added, by a command's file for example, where the organisation has locked them. */
  readonly locked?: string;
}

export interface Decision {
  readonly verdict: "allow" | "deny" | "ask";
  /** What decided: `deny-rule:RULE`, `ask-rule:RULE`, `allow-rule:RULE`, `mode:MODE`; several joined by a comma. */
  readonly decidedBy: string;
  /** The part of the call that decided, where it is not the whole of it. */
  readonly about?: string;
}

/** What is decided about one part of a call. */
export interface JudgedPart extends Decision {
  /** The command, file or host, in the words of the call. */
  readonly about: string;
}

/**
 * Decides about one call: it is let through when every part of it is, and denied when one is. A deny rule beats
 * everything; then `bypass`; then plan mode, which lets nothing but reads through; then ask rules; then the part needs an
 * allow rule or the mode. A path outside the working directory and a file with secrets are asked about unless a rule
 * names them.
 */
export function decide(question: PermissionQuestion, policy: Policy): Decision {
  const parts = judgeParts(question, policy);
  const worst = parts.find(({ verdict }) => verdict === "deny") ?? parts.find(({ verdict }) => verdict === "ask");
  if (worst === undefined) {
    return { verdict: "allow", decidedBy: [...new Set(parts.map(({ decidedBy }) => decidedBy))].join(", ") };
  }
  const { verdict, decidedBy, about } = worst;
  return parts.length === 1 ? { verdict, decidedBy } : { verdict, decidedBy, about };
}

/** The same, part by part. */
export function judgeParts(question: PermissionQuestion, policy: Policy): readonly JudgedPart[] {
  const isBlocked = policy.mode === "plan" && !onlyReads(question);
  return [...judgedUnits(question, policy, isBlocked), ...unfencedParts(question, policy)];
}

/** Leaving the fence is a permission of its own: no rule for the tool gives it. */
function unfencedParts({ accesses, unfenced }: PermissionQuestion, policy: Policy): readonly JudgedPart[] {
  if (unfenced === undefined) return [];
  const commands = accesses.flatMap((access): readonly ResolvedAccess[] =>
    access.kind !== "execute" ? [] : [access.line === undefined ? access : { ...access, line: { ...access.line, files: [] } }],
  );
  const given = unfenced.by === "machine" ? (policy.given ?? []) : [];
  const allow = [
    ...policy.allow,
    ...given.flatMap((rule) => (sameTool(rule.tool, "bash") ? [{ ...rule, tool: unfencedTool }] : [])),
  ];
  return judgedUnits({ tool: unfencedTool, risk: "execute", accesses: commands }, { ...policy, allow }, policy.mode === "plan");
}

function judgedUnits(question: PermissionQuestion, policy: Policy, isBlocked: boolean): readonly JudgedPart[] {
  const tool = question.tool.toLowerCase();
  return unitsOf(question).map((unit) => ({ ...judged(unit, question, policy, isBlocked), about: unitText(unit, tool) }));
}

function judged(unit: Unit, question: PermissionQuestion, policy: Policy, isBlocked: boolean): Decision {
  const tool = question.tool.toLowerCase();
  const byMode = `mode:${policy.mode}`;
  const denied = policy.deny.find((rule) => means(rule, tool, unit));
  if (denied !== undefined) return { verdict: "deny", decidedBy: `deny-rule:${denied.text}` };
  if (policy.mode === "bypass") return { verdict: "allow", decidedBy: byMode };
  if (isBlocked) return { verdict: "deny", decidedBy: byMode };
  const asked = policy.ask?.find((rule) => means(rule, tool, unit));
  if (asked !== undefined) return { verdict: "ask", decidedBy: `ask-rule:${asked.text}` };
  const letBy = lets(unit, question, policy);
  return letBy === undefined ? { verdict: "ask", decidedBy: byMode } : { verdict: "allow", decidedBy: letBy };
}

/** What lets the unit through. */
function lets(unit: Unit, question: PermissionQuestion, policy: Policy): string | undefined {
  const tool = question.tool.toLowerCase();
  const hides = unit.kind === "line" || (unit.kind === "command" && unit.part.unclear);
  // Where a rule denies some commands, one whose program nobody can see is not among those that are allowed as a whole.
  const guarded =
    hides && [...policy.deny, ...(policy.ask ?? [])].some((rule) => sameTool(rule.tool, tool) && rule.pattern !== undefined);
  const rule = policy.allow.find(
    (candidate) => (!guarded || candidate.exact === true) && allows(candidate, tool, unit, policy.own),
  );
  if (rule !== undefined) return `allow-rule:${rule.text}`;
  return modeLets(unit, question, policy) ? `mode:${policy.mode}` : undefined;
}

function modeLets(unit: Unit, { risk, accesses }: PermissionQuestion, { mode, own }: Policy): boolean {
  if (unit.kind === "tool") return risk === "read";
  if (unit.kind !== "read" && unit.kind !== "write") return false;
  const { kind, file, byShell } = unit;
  if (file?.inside !== true || namesSecret(file.shown)) return false;
  if (kind === "read") {
    return byShell || risk === "read" || (mode === "accept-edits" && risk === "write" && accesses.every(isFile));
  }
  const isEdit = byShell || risk === "read" || risk === "write";
  return mode === "accept-edits" && isEdit && !isActedOn({ ...file, kind }, own);
}

function isFile({ kind }: PermissionQuestion["accesses"][number]): boolean {
  return kind === "read" || kind === "write";
}

function onlyReads({ risk, accesses }: PermissionQuestion): boolean {
  return risk === "read" && accesses.every((access) => access.kind === "read");
}
