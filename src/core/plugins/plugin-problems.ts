import type { PluginProblem } from "./contributions.ts";

export type ProblemListener = (problem: PluginProblem) => void;

/** What is wrong with plugins. Each problem is kept and told once, however often it comes up. */
export class PluginProblems {
  readonly #known = new Map<string, PluginProblem>();
  readonly #listeners: ProblemListener[] = [];

  readonly add = (problem: PluginProblem): void => {
    const key = `${problem.plugin}\n${problem.message}`;
    if (this.#known.has(key)) return;
    this.#known.set(key, problem);
    for (const listener of this.#listeners) listener(problem);
  };

  /** Hears what is known already at once, and the rest as it comes up. */
  listen(listener: ProblemListener): void {
    for (const problem of this.#known.values()) listener(problem);
    this.#listeners.push(listener);
  }
}
