import type { JsonSchema } from "@ainative-code/sdk";
import { configSchemaOf } from "../core/config/config-schema.ts";
import { publishedSchema } from "../core/config/published-schema.ts";
import type { ConfigPlace } from "./config-place.ts";

/** The schema of the config as it is with the plugins that are installed here. */
export async function installedSchema(place: Pick<ConfigPlace, "pluginSchemas">): Promise<JsonSchema> {
  return publishedSchema(configSchemaOf(await place.pluginSchemas()));
}
