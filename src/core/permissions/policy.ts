import { isActedOn } from "./acted-on.ts";
import type { PermissionQuestion } from "./question.ts";
import type { PermissionRule } from "./rule.ts";
import { ruleMatches } from "./rule.ts";

export const permissionModes = ["ask", "accept-edits", "plan", "bypass"] as const;
export type PermissionMode = (typeof permissionModes)[number];

export interface Policy {
  readonly mode: PermissionMode;
  readonly allow: readonly PermissionRule[];
  readonly deny: readonly PermissionRule[];
  /** Files and folders that this program or a shell obeys, absolute, symlinks resolved: asked about in every mode but `bypass`. */
  readonly own?: readonly string[];
}

export interface Decision {
  readonly verdict: "allow" | "deny" | "ask";
  /** What decided: `deny-rule:RULE`, `allow-rule:RULE`, `mode:MODE`. */
  readonly decidedBy: string;
}

/**
 * Decides about one call. A deny rule beats everything; then `bypass`; then plan mode, which lets nothing but reads
 * through; then allow rules; then the mode. A path outside the working directory is asked about unless a rule names it.
 */
export function decide(question: PermissionQuestion, policy: Policy): Decision {
  const denied = policy.deny.find((rule) => ruleMatches(rule, question, "any"));
  if (denied !== undefined) return { verdict: "deny", decidedBy: `deny-rule:${denied.text}` };
  const byMode = `mode:${policy.mode}`;
  if (policy.mode === "bypass") return { verdict: "allow", decidedBy: byMode };
  if (policy.mode === "plan" && !onlyReads(question)) return { verdict: "deny", decidedBy: byMode };
  const allowed = policy.allow.find((rule) => ruleMatches(rule, question, "all", policy.own));
  if (allowed !== undefined) return { verdict: "allow", decidedBy: `allow-rule:${allowed.text}` };
  if (!staysInside(question)) return { verdict: "ask", decidedBy: byMode };
  if (onlyReads(question)) return { verdict: "allow", decidedBy: byMode };
  if (policy.mode === "accept-edits" && onlyFiles(question, policy.own)) return { verdict: "allow", decidedBy: byMode };
  return { verdict: "ask", decidedBy: byMode };
}

function onlyReads({ risk, accesses }: PermissionQuestion): boolean {
  return risk === "read" && accesses.every((access) => access.kind === "read");
}

/** Files it names, and nothing else: a tool that says it writes but not where is asked about. */
function onlyFiles({ risk, accesses }: PermissionQuestion, own?: readonly string[]): boolean {
  const files = accesses.every((access) => access.kind === "read" || (access.kind === "write" && !isActedOn(access, own)));
  return files && (risk === "read" || (risk === "write" && accesses.length > 0));
}

function staysInside({ accesses }: PermissionQuestion): boolean {
  return accesses.every((access) => (access.kind !== "read" && access.kind !== "write") || access.inside);
}
