import { hooksMark, hooksMarkOf, withoutHooks } from "../core/hooks/hooks-mark.ts";
import type { Setting } from "../core/config/setting.ts";
import { readTextFile } from "../infra/config-files/read-text-file.ts";
import { configFiles } from "./config-files.ts";
import type { ConfigPlace } from "./config-place.ts";
import { projectBook } from "./project-place.ts";
import { isTrusted, trustRoot, trustsByVariable } from "./trust.ts";

type Place = Pick<ConfigPlace, "environment" | "folders">;

/** Without the project's hooks where they are not those that were trusted; true where that is so. */
export function withTrustedHooks(
  place: Place,
  settings: readonly Setting[],
): { readonly settings: readonly Setting[]; readonly leftOut: boolean } {
  const mark = hooksMarkOf(settings);
  if (mark === undefined || areTrusted(place, mark)) return { settings, leftOut: false };
  return { settings: withoutHooks(settings), leftOut: true };
}

/** Whether the folder is trusted, but not with the hooks that its file has now. */
export async function hooksHaveChanged(place: Place): Promise<boolean> {
  const { project } = configFiles(place);
  const text = project === undefined ? undefined : readTextFile(project)?.text;
  if (text === undefined || !text.includes("hooks") || !isTrusted(place)) return false;
  const { parseYaml } = await import("../infra/config-files/parse-yaml.ts");
  const mark = hooksMark(parseYaml(text).value);
  return mark !== undefined && !areTrusted(place, mark);
}

function areTrusted(place: Place, mark: string): boolean {
  if (trustsByVariable(place)) return true;
  const root = trustRoot(place);
  return projectBook(place).all().some(({ folder, record }) => folder === root && record.hooks === mark);
}
