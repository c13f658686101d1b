/** The part of cross-keychain that is used. */
export interface KeychainLibrary {
  /** Rejects where there is no such backend. */
  useBackend(id: string): Promise<void>;
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<void>;
}
