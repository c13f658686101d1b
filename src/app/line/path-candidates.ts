import { pathCandidates as candidatesIn } from "../../infra/terminal/path-candidates.ts";
import type { Environment } from "../environment.ts";

/** Paths in the working folder that begin so; see the adapter. */
export function pathCandidates({ cwd }: Pick<Environment, "cwd">, begun: string): readonly string[] {
  return candidatesIn(cwd, begun);
}
