/** The variable that a reference such as `${OPENAI_API_KEY}` names; `undefined` for anything else. */
export function referencedVariable(value: unknown): string | undefined {
  return typeof value === "string" ? /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/.exec(value.trim())?.[1] : undefined;
}

/** Stands for a value that is never shown. */
export const hidden = "********";

/** A URL without its user and password. */
function withoutCredentials(value: string): string {
  return value.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@\s]+@/i, `$1${hidden}@`);
}

/** A value as it may be shown: a secret hidden unless it is a reference, credentials in a URL hidden. */
export function shown(value: unknown, secret: boolean): unknown {
  if (secret) return referencedVariable(value) === undefined ? hidden : value;
  return typeof value === "string" ? withoutCredentials(value) : value;
}

/** True for a value that must not be written anywhere but where the user put it. */
export function isSensitive(value: unknown, secret: boolean): boolean {
  return shown(value, secret) !== value;
}
