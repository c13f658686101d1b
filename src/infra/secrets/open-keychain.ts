import type { Keychain, OpenedKeychain } from "../../core/auth/keychain.ts";
import type { KeychainLibrary } from "./keychain-library.ts";
import { secretServiceState, type SecretServiceState } from "./secret-service-state.ts";
import { systemKeychain } from "./system-keychain.ts";
import { unusableModule, unusableNow, unusableService } from "./unusable-keychain.ts";

export interface KeychainOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform?: string;
  readonly library?: () => Promise<KeychainLibrary>;
  readonly serviceState?: (env: KeychainOptions["env"]) => Promise<SecretServiceState>;
}

/**
 * The backends of cross-keychain that are used, the best one first. Its `file` keeps the key beside the lock, its `null`
 * keeps nothing, and its `macos` and `windows` show the secret in the list of processes: none of them is taken, whatever
 * `TS_KEYRING_BACKEND` says.
 */
const backends: Readonly<Record<string, readonly string[]>> = {
  linux: ["native-linux", "secret-service"],
  darwin: ["native-macos"],
  win32: ["native-windows"],
};

/** The system's keychain, proved to be there and open before anything is asked of it or given to it. */
export async function openKeychain(options: KeychainOptions): Promise<OpenedKeychain> {
  const { env, platform = process.platform, library = loadLibrary, serviceState = secretServiceState } = options;
  if (platform === "linux") {
    const state = await serviceState(env);
    if (state !== "ready") return unusableService(state);
  }
  const loaded = await library();
  if (!(await useFirst(loaded, backends[platform] ?? []))) return unusableModule(platform);
  const keychain = systemKeychain(loaded);
  const trouble = platform === "linux" ? undefined : await troubleWith(keychain);
  return trouble === undefined ? { keychain } : unusableNow(trouble);
}

async function useFirst(library: KeychainLibrary, ids: readonly string[]): Promise<boolean> {
  for (const id of ids) {
    const there = await library.useBackend(id).then(
      () => true,
      () => false,
    );
    if (there) return true;
  }
  return false;
}

/** An entry that nobody makes: to ask for it fails where the keychain is locked and can't be opened. */
async function troubleWith(keychain: Keychain): Promise<string | undefined> {
  return keychain.get("probe").then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

async function loadLibrary(): Promise<KeychainLibrary> {
  return import("cross-keychain");
}
