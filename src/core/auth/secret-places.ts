import type { Fetched } from "./fetched.ts";

/** The places that references point to; each one looks anew at every call, and throws only for bugs. */
export interface SecretPlaces {
  /** Runs a program without a shell and without input, and gives what it prints on stdout. */
  command(words: readonly string[], limitMs: number): Promise<Fetched>;
  /** `path` is absolute or begins with `~/`. */
  file(path: string): Promise<Fetched>;
  keychain(name: string): Promise<Fetched>;
  /** A variable of the environment. */
  variable(name: string): string | undefined;
}
