import { AinError } from "@ainative-code/sdk";
import type { ExplainedSetting } from "../core/config/explain-key.ts";
import { memberOf } from "../core/member-of.ts";
import { parseRule } from "../core/permissions/rule.ts";
import { isWithin } from "../infra/files/fence.ts";
import { allowLocked, approvedRules } from "./approvals.ts";
import { readTextFile } from "../infra/config-files/read-text-file.ts";
import { configFiles } from "./config-files.ts";
import { explainConfig } from "./explain-config.ts";
import { projectBook, projectRoot, projectsFile } from "./project-place.ts";
import type { Services } from "./services.ts";
import { setConfig } from "./set-config.ts";

export const ruleKinds = ["allow", "ask", "deny"] as const;
export type RuleKind = (typeof ruleKinds)[number];

export interface ListedRule {
  readonly kind: RuleKind;
  readonly rule: string;
  /** `organisation`, `user`, `project`, `flag`, `env`, or `approved` for what was granted for good in this project. */
  readonly from: string;
  /** The file it stands in. */
  readonly file?: string;
  readonly line?: number;
}

/** Every rule that holds here, with where it comes from. Throws `invalid-input` for a configuration that is not in order. */
export async function listRules(services: Services, version: string): Promise<readonly ListedRule[]> {
  const config = await services.config();
  const { environment, folders, pluginSchemas } = services;
  const told = await Promise.all(
    ruleKinds.map(async (kind) => {
      const { settings } = await explainConfig({ environment, folders, pluginSchemas, version }, `permissions.${kind}`);
      return settings.filter(({ wins }) => wins).flatMap((setting) => rulesOf(kind, setting));
    }),
  );
  const approved = approvedRules(services, config).map((rule): ListedRule => ({
    kind: "allow",
    rule,
    from: "approved",
    file: projectsFile(services),
  }));
  return [...told.flat(), ...approved];
}

function rulesOf(kind: RuleKind, { value, layer, file, line }: ExplainedSetting): readonly ListedRule[] {
  const rules = Array.isArray(value) ? value.filter((rule) => typeof rule === "string") : [];
  return rules.map((rule) => ({
    kind,
    rule,
    from: layer,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
  }));
}

/** Adds a rule to your file, to the project's, or (`here`) to what is granted for good in this project. Returns the file. */
export async function addRule(
  services: Services,
  kind: RuleKind,
  text: string,
  where: "user" | "project" | "here",
): Promise<string> {
  const rule = parseRule(text).text;
  if (where === "here") {
    if (kind !== "allow") {
      throw new AinError("invalid-input", "Only what is allowed is kept for one project outside of its files.", {
        actions: ["Leave out --here, or use --project"],
      });
    }
    const locked = allowLocked(await services.config());
    if (locked !== undefined) {
      throw new AinError("invalid-input", locked, { actions: ["Ask whoever looks after that file for the rule"] });
    }
    await projectBook(services).change(projectRoot(services), (record) => ({
      ...record,
      allow: [...new Set([...record.allow, rule])],
    }));
    return projectsFile(services);
  }
  const { file } = await setRules(services, kind, where, (rules) => [...new Set([...rules, rule])]);
  return file;
}

/**
 * Removes a rule from all of your places and the project's; with a `kind`, what stands under that alone. Returns the files
 * it stood in; throws `invalid-input` where in none.
 */
export async function removeRule(services: Services, text: string, kind?: RuleKind): Promise<readonly string[]> {
  const rule = parseRule(text).text;
  const changed: string[] = [];
  const root = projectRoot(services);
  for (const { folder, record } of projectBook(services).all()) {
    if ((kind ?? "allow") !== "allow" || !record.allow.includes(rule) || !isWithin(folder, root)) continue;
    await projectBook(services).change(folder, (now) => ({ ...now, allow: now.allow.filter((one) => one !== rule) }));
    changed.push(projectsFile(services));
  }
  for (const layer of ["user", "project"] as const) {
    for (const one of kind === undefined ? ruleKinds : [kind]) {
      if (!(await rulesIn(services, one, layer)).includes(rule)) continue;
      changed.push((await setRules(services, one, layer, (rules) => rules.filter((known) => known !== rule))).file);
    }
  }
  if (changed.length > 0) return changed;
  throw new AinError("invalid-input", `No file of yours has the rule ${rule}${kind === undefined ? "" : ` under "${kind}"`}.`, {
    actions: ["See what holds, and where from: ainative-code permissions list"],
  });
}

type FileLayer = "user" | "project";
type Change = (rules: readonly string[]) => readonly string[];

async function setRules(
  services: Services,
  kind: RuleKind,
  layer: FileLayer,
  change: Change,
): Promise<{ readonly file: string }> {
  const rules = change(await rulesIn(services, kind, layer));
  return setConfig(services, { key: `permissions.${kind}`, text: JSON.stringify(rules), layer });
}

/** The rules of one file alone. */
async function rulesIn(services: Services, kind: RuleKind, layer: FileLayer): Promise<readonly string[]> {
  const file = configFiles(services)[layer];
  if (file === undefined) return [];
  const { parseYaml } = await import("../infra/config-files/parse-yaml.ts");
  const tree = parseYaml(readTextFile(file)?.text ?? "").value;
  const value = memberOf(memberOf(tree, "permissions"), kind);
  return Array.isArray(value) ? value.filter((rule) => typeof rule === "string") : [];
}
