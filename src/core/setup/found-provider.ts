import type { DeclaredSecret } from "../auth/declared-secrets.ts";
import type { SecretSetting } from "../config/secret-setting.ts";

/** What was found out about a provider before anything was asked. */
export interface FoundProvider {
  readonly id: string;
  /** Package name. */
  readonly plugin: string;
  /** The key it takes, where it takes one. */
  readonly secret: DeclaredSecret | undefined;
  /** It can't work without the key, as far as is known: a server of the user's own may need none. */
  readonly needsKey: boolean;
  /** The key that is set for it already, by a variable or a reference, as far as that can be told without looking. */
  readonly key: SecretSetting | undefined;
  /** How many models its server lists without a key; `undefined` where that was not asked or it did not answer. */
  readonly models: number | undefined;
  /** Why it did not answer. */
  readonly silence: string | undefined;
}

/** It could be used as it is. */
export function isReady({ key, models }: FoundProvider): boolean {
  return key !== undefined || (models ?? 0) > 0;
}
