import { createHash } from "node:crypto";
import { isRecord } from "../config/is-record.ts";
import type { Setting } from "../config/setting.ts";

const prefix = "hooks.";

/** What tells the hooks in the tree of a file from any others; nothing where it has none. */
export function hooksMark(tree: unknown): string | undefined {
  const hooks = isRecord(tree) && isRecord(tree["hooks"]) ? tree["hooks"] : {};
  return markOf(Object.entries(hooks));
}

/** The same of settings that were read from it. */
export function hooksMarkOf(settings: readonly Setting[]): string | undefined {
  return markOf(settings.filter(isHookOfProject).map(({ key, value }) => [key.slice(prefix.length), value]));
}

/** Without the hooks of the project's file. */
export function withoutHooks(settings: readonly Setting[]): readonly Setting[] {
  return settings.filter((setting) => !isHookOfProject(setting));
}

function isHookOfProject({ key, source }: Setting): boolean {
  return source.layer === "project" && key.startsWith(prefix);
}

function markOf(hooks: readonly (readonly [event: string, groups: unknown])[]): string | undefined {
  const some = hooks.filter(([, groups]) => Array.isArray(groups) && groups.length > 0);
  if (some.length === 0) return undefined;
  return createHash("sha256").update(JSON.stringify(some.toSorted(([one], [other]) => (one < other ? -1 : 1)))).digest("hex");
}
