import type { Environment } from "./environment.ts";
import type { PlaceChoice } from "./key-place.ts";

/** Asks a person at a terminal; there is nobody to ask anywhere else. */
export function confirmFile({ tty }: Pick<Environment, "tty">): PlaceChoice["confirmFile"] {
  if (!tty.stdin || !tty.stderr) return undefined;
  return async (why, file) => {
    const { confirmSafely } = await import("../infra/prompt/confirm-safely.ts");
    return confirmSafely(`${why} Keep the key in a file that only you can read (${file})?`);
  };
}
