/** What is kept of a login at a server. All of it is secret, and JSON. */
export interface SavedLogin {
  /** The client as it was registered, in the words of OAuth. */
  readonly client?: Readonly<Record<string, unknown>>;
  /** Where the browser came back to when it was registered. */
  readonly redirectUrl?: string;
  readonly tokens?: Readonly<Record<string, unknown>>;
  /** What was found out about the authorization server. */
  readonly discovery?: Readonly<Record<string, unknown>>;
  /** Rights that the server wants to see, and that the next login asks for. */
  readonly wantedScope?: string;
}

/** Where the login at one server is kept. Throws `storage` where that can't be read or written. */
export interface LoginStore {
  /** Looks anew each time: another process may have renewed it. */
  read(): Promise<SavedLogin>;
  write(login: SavedLogin): Promise<void>;
  /** False where there was none. */
  remove(): Promise<boolean>;
}
