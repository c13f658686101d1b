/** A law that an implementation broke. */
export interface Finding {
  /** The law, as a short name. */
  readonly law: string;
  /** The fixture it was broken on. */
  readonly fixture: string;
  /** What was expected and what came. */
  readonly message: string;
}
