/** One file of rules for agents. */
export interface Rules {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}
