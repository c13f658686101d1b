/** A piece of work that is shown while it lasts. */
export interface Step<T> {
  readonly title: string;
  run(): Promise<T>;
  /** What came of it, behind the title. */
  told?(result: T): string;
  /** It has found nothing that is of use: no mark of success stands before it. Everything it finds is, where this is missing. */
  isNothing?(result: T): boolean;
}

/** Does the steps side by side and shows them. Throws the first failure, after all have ended. */
export type ShowSteps = <T>(steps: readonly Step<T>[]) => Promise<readonly T[]>;
