import { configError } from "../core/config/config-problem.ts";
import type { ConfigSchema } from "../core/config/config-schema.ts";
import { readTextFile } from "../infra/config-files/read-text-file.ts";
import { checkConfigText, type CheckedFile } from "./check-config-file.ts";
import { configFiles } from "./config-files.ts";
import type { ConfigPlace } from "./config-place.ts";

/** What the organisation's file says and locks. Throws `invalid-input` where it has problems: what it locks is not known then. */
export async function organisationLayer(
  place: ConfigPlace,
  schema: ConfigSchema,
): Promise<Pick<CheckedFile, "settings" | "locks">> {
  const file = configFiles(place).organisation;
  const text = file === undefined ? undefined : readTextFile(file)?.text;
  if (file === undefined || text === undefined) return { settings: [], locks: [] };
  const { problems, settings, locks } = await checkConfigText({ file, layer: "organisation", text }, schema);
  if (problems.length > 0) throw configError(problems);
  return { settings, locks };
}
