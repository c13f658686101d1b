import { AinError } from "@ainative-code/sdk";
import { secretReference } from "../config/secret-reference.ts";

/** Resolves one reference, as those of keys are: `${NAME}`, `keychain:NAME`, `$(command)`, `file:PATH`, a vault's. */
export type ResolveReference = (text: string) => Promise<string>;

const variable = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/**
 * A setting of a server with what it refers to put in: the whole of it a reference, or with `${NAME}` and
 * `${NAME:-otherwise}` anywhere inside. Throws `not-configured` for a variable that is not set and what `resolve` throws.
 */
export async function expand(
  text: string,
  resolve: ResolveReference,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  if (!text.includes("${") && secretReference(text) === undefined) return text;
  const hasDefault = /^\$\{\w+:-/.test(text);
  if (!hasDefault && secretReference(text) !== undefined) return resolve(text);
  return text.replaceAll(variable, (_, name: string, otherwise: string | undefined) => {
    const value = env[name] ?? "";
    if (value !== "") return value;
    if (otherwise !== undefined) return otherwise;
    throw new AinError("not-configured", `The variable ${name} is not set.`, { actions: [`Set it: export ${name}=...`] });
  });
}

/** The names of the variables that a setting refers to. */
export function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(variable)].map(([, name]) => name ?? "");
}
