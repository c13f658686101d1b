import { secretReference } from "../config/secret-reference.ts";
import { isSecretKey } from "../events/secret-key.ts";
import type { McpServer } from "./server.ts";

/** A sentence for each value that is a secret by its name and stands in the settings as it is. */
export function literalSecrets(server: McpServer): readonly string[] {
  const [kind, values] = server.kind === "http" ? (["headers", server.headers] as const) : (["env", server.env] as const);
  return Object.entries(values)
    .filter(([name, value]) => isSecretKey(name) && value !== "" && !value.includes("${") && secretReference(value) === undefined)
    .map(([name]) => `${name} in the ${kind} of the server "${server.name}" stands there as it is; refer to it instead, as \${${name.toUpperCase().replaceAll("-", "_")}} or keychain:NAME`);
}
