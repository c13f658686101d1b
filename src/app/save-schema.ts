import { dirname, join } from "node:path";
import { schemaFileName } from "../core/config/schema-file-name.ts";
import { writeConfigFile } from "../infra/config-files/write-config-file.ts";
import { configFiles } from "./config-files.ts";
import type { ConfigPlace } from "./config-place.ts";
import { installedSchema } from "./installed-schema.ts";

/**
 * Writes the schema beside the user's config file, where the first line of that file says it is. Returns its path; throws
 * `storage`.
 */
export async function saveSchema(place: ConfigPlace): Promise<string> {
  const file = join(dirname(configFiles(place).user), schemaFileName);
  await writeConfigFile(file, `${JSON.stringify(await installedSchema(place), null, 2)}\n`, { sensitive: false });
  return file;
}
