import type { Settings } from "./settings.ts";

/** How Google's access tokens begin; API keys never do. */
const accessToken = /^ya29\./;

/** The header with the key. */
export function headersOf({ keyHeader }: Settings, key: string | undefined): Readonly<Record<string, string>> {
  if (key === undefined) return {};
  const isBearer = keyHeader === "authorization" || (keyHeader === "auto" && accessToken.test(key));
  return isBearer ? { authorization: `Bearer ${key}` } : { "x-goog-api-key": key };
}
