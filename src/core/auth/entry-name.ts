import type { DeclaredSecret } from "./declared-secrets.ts";

/** Under which a secret is kept: `openai.apiKey`. What a keychain or a file system would not take becomes `_`. */
export function entryName({ key }: Pick<DeclaredSecret, "key">): string {
  return key.replace(/^plugins\./, "").replaceAll(/[^A-Za-z0-9._@-]/g, "_");
}
