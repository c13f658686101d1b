import { declaredSecrets, pickSecret, type DeclaredSecret } from "../core/auth/declared-secrets.ts";
import type { Services } from "./services.ts";

/** The key that is meant, by what the installed plugins declare. Throws `invalid-input`. */
export function pickKey({ contributions }: Pick<Services, "contributions">, provider: string, name: string | undefined): DeclaredSecret {
  return pickSecret(declaredSecrets(contributions), provider, name);
}
