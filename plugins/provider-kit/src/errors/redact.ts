/** What keys and tokens look like: vendors quote them in their messages. */
const secretLike = /\b(?:sk|pk|rk|sess|gsk|xai|AIza)[-_]?[A-Za-z0-9*_-]{8,}|\bBearer\s+[^\s"',]+|\beyJ[\w-]+\.[\w-]+\.[\w-]+/g;

/** A text without what looks like a key, and without the given secrets. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) if (secret.length >= 4) clean = clean.replaceAll(secret, "[redacted]");
  return clean.replaceAll(secretLike, "[redacted]");
}
