import { join } from "node:path";
import type { PermissionRule } from "../core/permissions/rule.ts";
import { realPathOf } from "../infra/files/real-path-of.ts";

/**
 * A rule whose pattern begins with `/` or `~/`, with the place it really means: symlinks before the first wildcard are
 * resolved.
 */
export function rootedRule(rule: PermissionRule, home: string): PermissionRule {
  if (rule.exact === true) return rule;
  const named = rule.pattern?.replace(/^~(?=\/|$)/, () => home).replace(/^\/\//, "/");
  if (named?.startsWith("/") !== true) return rule;
  const names = named.split("/");
  const wild = names.findIndex((name) => name.includes("*"));
  const fixed = wild === -1 ? names : names.slice(0, wild);
  const real = realPathOf("/", fixed.join("/") || "/");
  return { ...rule, path: wild === -1 ? real + (named.endsWith("/") ? "/" : "") : join(real, ...names.slice(wild)) };
}
