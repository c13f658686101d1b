import { declaredSecrets, pickSecret, type DeclaredSecret } from "../core/auth/declared-secrets.ts";
import type { Services } from "./services.ts";

/** The key that is meant, by what the installed plugins declare. Throws `invalid-input`. */
export async function pickKey(
  services: Pick<Services, "contributions" | "endpoints">,
  provider: string,
  name: string | undefined,
): Promise<DeclaredSecret> {
  return pickSecret(declaredSecrets(services.contributions, await services.endpoints()), provider, name);
}
