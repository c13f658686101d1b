import { toAinError } from "@ainative-code/sdk";
import { declaredSecrets, type DeclaredSecret } from "../core/auth/declared-secrets.ts";
import { resolveSecret } from "../core/auth/resolve-secret.ts";
import { secretReference, shown } from "../core/config/secret-reference.ts";
import type { SecretSetting } from "../core/config/secret-setting.ts";
import { secretPlaces } from "./secret-places.ts";
import type { Services } from "./services.ts";

export interface KeyRow {
  readonly provider: string;
  readonly name: string;
  /** A reference, a variable or a place in a file; `null` where none is set. Never the value. */
  readonly where: string | null;
  readonly state: "resolves" | "fails" | "not set";
  /** Why it fails. */
  readonly problem?: string;
}

/** Every key that a plugin takes, tried out: each reference is followed, side by side. */
export async function listKeys(host: Services): Promise<readonly KeyRow[]> {
  const config = await host.config();
  const rows = declaredSecrets(host.contributions, await host.endpoints()).map(async (secret) =>
    rowOf(host, secret, config.secret(secret.plugin, secret.name)),
  );
  return Promise.all(rows);
}

async function rowOf(host: Services, { provider, name }: DeclaredSecret, setting: SecretSetting | undefined): Promise<KeyRow> {
  if (setting === undefined) return { provider, name, where: null, state: "not set" };
  const where = whereOf(setting);
  try {
    await resolveSecret(setting, secretPlaces(host.environment));
    return { provider, name, where, state: "resolves" };
  } catch (thrown) {
    return { provider, name, where, state: "fails", problem: toAinError(thrown).message };
  }
}

function whereOf({ text, source: { layer, file, line, variable } }: SecretSetting): string {
  if (secretReference(text) !== undefined) return String(shown(text, true));
  if (variable !== undefined) return `variable ${variable}`;
  return file === undefined ? layer : `as it is in ${file}:${String(line ?? 1)}`;
}
