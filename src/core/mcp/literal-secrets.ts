import { secretReference } from "../config/secret-reference.ts";
import { isSecretKey } from "../events/secret-key.ts";
import type { McpServer } from "./server.ts";

/** Settings of a login that are secret, whatever they hold. */
const loginSecrets = ["clientSecret", "privateKey", "identityToken"] as const;

/** A sentence for each value that is a secret by its name and stands in the settings as it is. */
export function literalSecrets(server: McpServer): readonly string[] {
  const [kind, values] = server.kind === "http" ? (["headers", server.headers] as const) : (["env", server.env] as const);
  const named = Object.entries(values).flatMap(([name, value]) =>
    isSecretKey(name) && isLiteral(value) ? [sentence(name, kind, server.name)] : [],
  );
  if (server.kind === "stdio") return named;
  return [
    ...named,
    ...loginSecrets.flatMap((name) => (isLiteral(server.oauth[name] ?? "") ? [sentence(name, "oauth", server.name)] : [])),
  ];
}

function isLiteral(value: string): boolean {
  return value !== "" && !value.includes("${") && secretReference(value) === undefined;
}

function sentence(name: string, kind: string, server: string): string {
  return `${name} in the ${kind} of the server "${server}" stands there as it is; refer to it instead, as \${${name.toUpperCase().replaceAll("-", "_")}} or keychain:NAME`;
}
