import { problemText } from "../core/config/config-problem.ts";
import type { EditOptions } from "./edit-config.ts";
import type { Environment } from "./environment.ts";

/** Tells the problems and asks whether to edit again; `undefined` where no person can answer. */
export function editAgain({ tty }: Pick<Environment, "tty">, tell: (line: string) => void): EditOptions["again"] {
  if (!tty.stdin || !tty.stderr) return undefined;
  return async (problems) => {
    for (const problem of problems) tell(problemText(problem));
    const { confirmSafely } = await import("../infra/prompt/confirm-safely.ts");
    return confirmSafely("Edit again? Otherwise the file stays as it was.");
  };
}
