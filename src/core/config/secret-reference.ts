import { redactShapes } from "../events/secret-shapes.ts";

/** The programs of other vaults that are known by name. */
export type VaultProgram = "op" | "pass" | "bw" | "vault";

/** Where a secret lies, as the value of a setting says it. */
export type SecretReference =
  /** `${NAME}`: a variable of the environment. */
  | { readonly form: "variable"; readonly name: string }
  /** `$(program arguments)`: what a program prints. */
  | { readonly form: "command"; readonly line: string }
  /** `file:PATH`. */
  | { readonly form: "file"; readonly path: string }
  /** `keychain:NAME`: an entry of the system's keychain. */
  | { readonly form: "keychain"; readonly name: string }
  /** `op://…`, `pass:NAME`, `bw:ITEM`, `vault:PATH#FIELD`: `words` are what its program is given. */
  | { readonly form: "program"; readonly program: VaultProgram; readonly words: readonly string[] }
  /** Meant as one of these and written wrongly; `why` continues "it …". */
  | { readonly form: "malformed"; readonly why: string };

/** Reads the value of a setting as a reference; `undefined` for a value that is the secret itself. */
export function secretReference(value: unknown): SecretReference | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  const braced = /^\$\{([^{}]*)\}$/.exec(text)?.[1];
  if (braced !== undefined) return variable(braced);
  const line = /^\$\((.*)\)$/s.exec(text)?.[1]?.trim();
  if (line !== undefined) return line === "" ? malformed("names no program between $( and )") : { form: "command", line };
  if (text.startsWith("op://")) {
    return /^op:\/\/[^/]+\/[^/]+\/./.test(text) ? program("op", "read", text) : malformed("is not op://VAULT/ITEM/FIELD");
  }
  const [, scheme = "", rest = ""] = /^(file|keychain|pass|bw|vault):(.*)$/s.exec(text) ?? [];
  return scheme === "" ? undefined : bySchemes(scheme, rest.trim());
}

function bySchemes(scheme: string, name: string): SecretReference {
  if (name === "") return malformed(`names nothing after ${scheme}:`);
  if (scheme === "file") return { form: "file", path: name };
  if (scheme === "keychain") return isKeychainName(name) ? { form: "keychain", name } : malformed(keychainNameRule);
  if (name.startsWith("-")) return malformed(`names something that begins with -, which ${scheme} would take for an option`);
  if (scheme === "pass") return program("pass", "show", name);
  if (scheme === "bw") return program("bw", "get", "password", name, "--nointeraction");
  const [, path = "", field = ""] = /^([^#]+)#([^#]+)$/.exec(name) ?? [];
  return path === "" ? malformed("is not vault:PATH#FIELD") : program("vault", "kv", "get", `-field=${field}`, path);
}

/** What every keychain takes as the name of an entry. */
function isKeychainName(name: string): boolean {
  return /^[A-Za-z0-9._@-]{1,255}$/.test(name);
}

const keychainNameRule = "names an entry with other characters than letters, digits and . _ @ -";

function variable(name: string): SecretReference {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? { form: "variable", name } : malformed("names no variable between the braces");
}

function program(name: VaultProgram, ...words: readonly string[]): SecretReference {
  return { form: "program", program: name, words };
}

function malformed(why: string): SecretReference {
  return { form: "malformed", why };
}

/** Stands for a value that is never shown. */
export const hidden = "********";

/** A URL without its user and password. */
function withoutCredentials(value: string): string {
  return value.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@\s]+@/i, `$1${hidden}@`);
}

/**
 * A value as it may be shown: a secret hidden unless it is a reference, credentials in a URL hidden. In a reference too,
 * what looks like a key is hidden: a command's arguments may hold one.
 */
export function shown(value: unknown, secret: boolean): unknown {
  if (secret) return typeof value === "string" && secretReference(value) !== undefined ? redactShapes(value) : hidden;
  return typeof value === "string" ? withoutCredentials(value) : value;
}

/** True for a value that must not be written anywhere but where the user put it. */
export function isSensitive(value: unknown, secret: boolean): boolean {
  return shown(value, secret) !== value;
}
