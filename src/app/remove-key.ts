import { rm } from "node:fs/promises";
import { AinError } from "@ainative-code/sdk";
import type { DeclaredSecret } from "../core/auth/declared-secrets.ts";
import { entryName } from "../core/auth/entry-name.ts";
import { secretReference } from "../core/config/secret-reference.ts";
import { openKeychain } from "../infra/secrets/open-keychain.ts";
import { keyFile } from "./key-place.ts";
import type { Services } from "./services.ts";
import { unsetConfig } from "./unset-config.ts";

export interface RemovedKey {
  readonly provider: string;
  readonly name: string;
  /** What was deleted besides the setting: an entry of the keychain or a file, both of our making. */
  readonly deleted: readonly string[];
  readonly config: string;
  /** What still gives the provider a key. */
  readonly warnings: readonly string[];
}

/**
 * Takes a key out of the user's config, and deletes it where `setKey` had put it. What lies anywhere else is only not
 * referred to any more. `invalid-input` where there is nothing to remove; `storage` where the keychain refuses, and then
 * the config is as it was.
 */
export async function removeKey(host: Services, secret: DeclaredSecret): Promise<RemovedKey> {
  const variable = (await host.config()).secret(secret.plugin, secret.name)?.source.variable;
  const deleted: string[] = [];
  const { file, removed } = await unsetConfig(
    host,
    secret.key,
    async (value) => void deleted.push(...(await deleteKept(host, secret, value))),
  );
  const warnings =
    variable === undefined ? [] : [`The variable ${variable} is set and gives ${secret.provider} a key all the same.`];
  if (removed === undefined) throw nothingThere(secret, variable);
  return { provider: secret.provider, name: secret.name, deleted, config: file, warnings };
}

async function deleteKept(host: Services, secret: DeclaredSecret, value: unknown): Promise<string[]> {
  const [name, file] = [entryName(secret), keyFile(host, secret)];
  const reference = secretReference(value);
  if (reference?.form === "keychain" && reference.name === name) {
    const opened = await openKeychain(host.environment);
    if ("unusable" in opened) throw new AinError("storage", opened.unusable, { actions: opened.actions.slice(0, 1) });
    return (await opened.keychain.remove(name)) ? [`keychain:${name}`] : [];
  }
  if (reference?.form !== "file" || reference.path !== file) return [];
  await rm(file, { force: true });
  return [`file:${file}`];
}

function nothingThere({ provider, key }: DeclaredSecret, variable: string | undefined): AinError {
  const told = variable === undefined ? "" : ` It is set by the variable ${variable}.`;
  return new AinError("invalid-input", `Your config sets no ${key}, the key of ${provider}.${told}`, {
    actions: [variable === undefined ? "See all keys: ainative-code auth key list" : `Unset the variable: unset ${variable}`],
  });
}
