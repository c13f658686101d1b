import { defaultProvider } from "@aws-sdk/credential-provider-node";
import type { Credentials } from "./credentials.ts";
import { chainError } from "./chain-error.ts";

export interface ChainWish {
  readonly profile: string | undefined;
  /** Where roles are assumed, unless the profile says so itself. */
  readonly region: string;
}

/**
 * Looks for credentials where AWS's own programs do: profiles of `~/.aws` (static, assumed roles, SSO, `aws login`,
 * `credential_process`), web identity, containers, instance metadata. Files are read anew each time. Throws
 * `not-configured`, `auth` or `network`, without anything secret. Loads the SDK's part for it: to be imported when it is needed.
 */
export async function credentialsFromChain({ profile, region }: ChainWish): Promise<Credentials> {
  const told: string[] = [];
  const chain = defaultProvider({
    ...(profile === undefined ? {} : { profile }),
    clientConfig: { region },
    ignoreCache: true,
    logger: listener(told),
    // Instance metadata answers at once, or there is none.
    timeout: 1000,
    maxRetries: 0,
  });
  try {
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await chain();
    return {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken === undefined ? {} : { sessionToken }),
      ...(expiration === undefined ? {} : { expiration: expiration.getTime() }),
    };
  } catch (error) {
    throw chainError(error, told, profile);
  }
}

/** Hears why each place had nothing: the chain's own error tells that of the last one only. */
function listener(told: string[]): Record<"trace" | "debug" | "info" | "warn" | "error", (...said: readonly unknown[]) => void> {
  const hear = (...said: readonly unknown[]): void => void told.push(said.join(" "));
  const pass = (): void => undefined;
  return { trace: pass, debug: hear, info: pass, warn: pass, error: pass };
}
