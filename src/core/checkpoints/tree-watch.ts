import type { PathEvent } from "./ledger-entry.ts";

/** What a command has done to the working folder, as far as it can be seen. */
export interface Seen {
  readonly events: readonly PathEvent[];
  /** Why not all of it can be seen. */
  readonly limit?: string;
}

/** Looks at the working folder before and after a command. Ignored files are left out. Neither call throws. */
export interface TreeWatch {
  /** `known`: files of which a copy is kept now, for a command may change them. */
  before(known: Iterable<string>): Promise<() => Promise<Seen>>;
}
