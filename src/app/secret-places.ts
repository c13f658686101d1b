import type { SecretPlaces } from "../core/auth/secret-places.ts";
import type { Environment } from "./environment.ts";

/** Looks for secrets on this machine. What a form needs is loaded when the form is used. */
export function secretPlaces({ env, home }: Pick<Environment, "env" | "home">): SecretPlaces {
  return {
    variable: (name) => env[name],
    async command(words, limitMs) {
      const { runSecretCommand } = await import("../infra/secrets/run-secret-command.ts");
      return runSecretCommand({ words, limitMs, env, cwd: home });
    },
    async file(path) {
      const { readSecretFile } = await import("../infra/secrets/read-secret-file.ts");
      return readSecretFile(path, home);
    },
    async keychain(name) {
      const { openKeychain } = await import("../infra/secrets/open-keychain.ts");
      const { readKeychain } = await import("../core/auth/read-keychain.ts");
      return readKeychain(await openKeychain({ env }), name);
    },
  };
}
