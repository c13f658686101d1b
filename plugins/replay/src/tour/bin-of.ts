import { join } from "node:path";

/** The program of the CLI that this command runs in. */
export function binOf({ root }: { readonly root: string }): string {
  return join(root, "bin", "run.js");
}
