import { rm } from "node:fs/promises";
import { join } from "node:path";
import { AinError } from "@ainative-code/sdk";
import type { DeclaredSecret } from "../core/auth/declared-secrets.ts";
import { entryName } from "../core/auth/entry-name.ts";
import type { Keychain, OpenedKeychain } from "../core/auth/keychain.ts";
import { openKeychain } from "../infra/secrets/open-keychain.ts";
import { readTextFile } from "../infra/config-files/read-text-file.ts";
import { writeConfigFile } from "../infra/config-files/write-config-file.ts";
import type { Services } from "./services.ts";

export type KeyHost = Pick<Services, "environment" | "folders">;

/** Where a key is going to be kept. */
export interface KeyPlace {
  /** How the config refers to it. */
  readonly reference: string;
  /** Keeps it; gives what takes it back. */
  keep(secret: string): Promise<() => Promise<void>>;
}

export interface PlaceChoice {
  /** In a file, whatever the keychain is like. */
  readonly file: boolean;
  /** Asks somebody whether a file will do instead of the keychain; `undefined` where there is nobody to ask. */
  readonly confirmFile: ((why: string, file: string) => Promise<boolean>) | undefined;
}

/**
 * The keychain, or a file where that was asked for. Never a file in silence: `not-configured` where no keychain works and
 * nobody has agreed to one.
 */
export async function keyPlace(host: KeyHost, secret: DeclaredSecret, choice: PlaceChoice): Promise<KeyPlace> {
  const file = keyFile(host, secret);
  if (choice.file) return inFile(file);
  const opened = await openKeychain(host.environment);
  if ("keychain" in opened) return inKeychain(opened.keychain, entryName(secret));
  if ((await choice.confirmFile?.(opened.unusable, file)) === true) return inFile(file);
  throw noKeychain(opened, file);
}

/** The file that a key is kept in where there is no keychain. */
export function keyFile({ folders }: Pick<KeyHost, "folders">, secret: DeclaredSecret): string {
  return join(folders.data, "secrets", entryName(secret));
}

function inKeychain(keychain: Keychain, name: string): KeyPlace {
  return {
    reference: `keychain:${name}`,
    async keep(secret) {
      const before = await keychain.get(name);
      await keychain.set(name, secret);
      return async () => void (before === undefined ? await keychain.remove(name) : await keychain.set(name, before));
    },
  };
}

function inFile(file: string): KeyPlace {
  return {
    reference: `file:${file}`,
    async keep(secret) {
      const before = readTextFile(file)?.text;
      await writeConfigFile(file, `${secret}\n`, { sensitive: true });
      return async () => (before === undefined ? rm(file) : writeConfigFile(file, before, { sensitive: true }));
    },
  };
}

function noKeychain({ unusable, actions }: Exclude<OpenedKeychain, { readonly keychain: unknown }>, file: string): AinError {
  const ours = actions.filter((action) => !action.includes("--file"));
  return new AinError("not-configured", `The key was not kept. ${unusable}`, {
    actions: [...ours, `Or keep it in a file that is yours alone (${file}): add --file`],
  });
}
