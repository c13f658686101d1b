/** What came of one step. A check without cases counts as one: passed or failed. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What a person reads when something failed, or wants to know anyway. Shown as it is; may be empty. */
  readonly text: string;
}

/** One thing to check. `run` never rejects for what it finds, only for a bug of its own. */
export interface Step {
  readonly name: string;
  run(): Promise<Outcome>;
}

export interface StepReport extends Outcome {
  readonly name: string;
  /** Wall time. */
  readonly ms: number;
}
