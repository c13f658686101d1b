/** The system's store of secrets. What it can't do, it throws as `storage`, without anything of the secret. */
export interface Keychain {
  /** `undefined` where there is no such entry. */
  get(name: string): Promise<string | undefined>;
  /** When it resolves, the secret has been read back: it is there. */
  set(name: string, secret: string): Promise<void>;
  /** False where there was none. */
  remove(name: string): Promise<boolean>;
}

/** A keychain that was proved to keep what it is given; otherwise why there is none (a sentence) and what to do. */
export type OpenedKeychain = { readonly keychain: Keychain } | { readonly unusable: string; readonly actions: readonly string[] };

/** What any keychain takes at most, in UTF-16 units: the limit of cross-keychain. */
export const longestKeychainSecret = 4096;
