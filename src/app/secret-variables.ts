import { configSchemaOf } from "../core/config/config-schema.ts";
import { isSecretKey } from "../core/events/secret-key.ts";
import { variablesIn } from "../core/mcp/expand.ts";
import { secretReference } from "../core/config/secret-reference.ts";
import type { Services } from "./services.ts";

/**
 * The variables that hold secrets of plugins, by what the plugins declare and by what the settings refer to: commands
 * that tools run do not get to see them.
 */
export async function secretVariables(services: Pick<Services, "config" | "pluginSchemas">): Promise<readonly string[]> {
  const { keys } = configSchemaOf(await services.pluginSchemas());
  const entries = (await services.config()).entries();
  const known = [...keys.withMembersOf(entries.map(({ key }) => key)).values()];
  const declared = known.filter((key) => key.secret).flatMap((key) => key.variables);
  const referred = entries.flatMap(({ key, value }) => {
    const reference = keys.get(key)?.secret === true ? secretReference(value) : undefined;
    return reference?.form === "variable" ? [reference.name] : [];
  });
  return [...declared, ...referred, ...(await serverVariables(services))];
}

/** Those that MCP servers are given, as far as their names tell of a secret: others, such as HOME, may stand there as well. */
async function serverVariables(services: Pick<Services, "config">): Promise<readonly string[]> {
  const { servers } = (await services.config()).core.mcp;
  return variablesIn(JSON.stringify(servers)).filter(isSecretKey);
}
