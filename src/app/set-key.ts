import type { DeclaredSecret } from "../core/auth/declared-secrets.ts";
import { keyPlace, type PlaceChoice } from "./key-place.ts";
import { setConfig } from "./set-config.ts";
import type { Services } from "./services.ts";

export interface KeptKey {
  readonly provider: string;
  readonly name: string;
  /** `keychain:…` or `file:…`, as it stands in the config now. */
  readonly reference: string;
  /** The config file that refers to it. */
  readonly config: string;
  readonly warnings: readonly string[];
}

/**
 * Keeps a key and refers to it in the user's config. `read` is asked for the key when it is known where it will be kept.
 * Where the config can't be written, what was kept is taken back.
 */
export async function setKey(
  host: Services,
  secret: DeclaredSecret,
  choice: PlaceChoice & { readonly read: () => Promise<string> },
): Promise<KeptKey> {
  const place = await keyPlace(host, secret, choice);
  const takeBack = await place.keep(await choice.read());
  try {
    const { file, warnings } = await setConfig(host, { key: secret.key, text: place.reference, layer: "user" });
    return { provider: secret.provider, name: secret.name, reference: place.reference, config: file, warnings };
  } catch (thrown) {
    await takeBack();
    throw thrown;
  }
}
