import type { ApiVersion, Settings } from "./settings.ts";

interface Head {
  readonly version: ApiVersion;
  readonly betas: readonly string[];
}

/** The headers of every request. */
export function headersOf({ keyHeader }: Settings, key: string | undefined, head: Head): Readonly<Record<string, string>> {
  const { version, betas } = head;
  return {
    "anthropic-version": version,
    ...(betas.length === 0 ? {} : { "anthropic-beta": betas.join(",") }),
    ...(key === undefined ? {} : { [keyHeader]: keyHeader === "authorization" ? `Bearer ${key}` : key }),
  };
}
