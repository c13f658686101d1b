import { AinError } from "@ainative-code/sdk";

/** Something in the configuration that has to be put right, and where. It never quotes a value. */
export interface ConfigProblem {
  readonly message: string;
  /** Absolute. */
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  readonly column?: number;
  /** The environment variable, or what on the command line, it comes from. */
  readonly origin?: string;
  /** The key, as `chat.maxTurns`, where one is meant. */
  readonly key?: string;
  /** The line of the file, with a caret below the place. */
  readonly excerpt?: string;
}

/** `config.yaml:3:1: unknown key "modle". Did you mean "model"?` */
export function problemText(problem: ConfigProblem): string {
  const place = [problem.file ?? problem.origin, problem.line, problem.column].filter((part) => part !== undefined).join(":");
  return `${place}${place === "" ? "" : ": "}${problem.message}${problem.excerpt === undefined ? "" : `\n${problem.excerpt}`}`;
}

/** One error that tells all problems at once. `details.problems` holds them as data. */
export function configError(problems: readonly ConfigProblem[]): AinError {
  const heading = problems.length === 1 ? [] : [`The configuration has ${String(problems.length)} problems:`];
  return new AinError("invalid-input", [...heading, ...problems.map(problemText)].join("\n"), {
    actions: problems.some((problem) => problem.file !== undefined)
      ? ["Correct the file, then check it: ainative-code config validate"]
      : ["Correct the value. The keys are listed by: ainative-code config list --all"],
    details: { problems },
  });
}
