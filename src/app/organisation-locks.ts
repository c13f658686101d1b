import { configError } from "../core/config/config-problem.ts";
import type { ConfigSchema } from "../core/config/config-schema.ts";
import type { Lock } from "../core/config/locks.ts";
import { readTextFile } from "../infra/config-files/read-text-file.ts";
import { checkConfigText } from "./check-config-file.ts";
import { configFiles } from "./config-files.ts";
import type { ConfigPlace } from "./config-place.ts";

/** What the organisation has locked. Throws `invalid-input` where its file has problems: what it locks is not known then. */
export async function organisationLocks(place: ConfigPlace, schema: ConfigSchema): Promise<readonly Lock[]> {
  const file = configFiles(place).organisation;
  const text = file === undefined ? undefined : readTextFile(file)?.text;
  if (file === undefined || text === undefined) return [];
  const { problems, locks } = await checkConfigText({ file, layer: "organisation", text }, schema);
  if (problems.length > 0) throw configError(problems);
  return locks;
}
