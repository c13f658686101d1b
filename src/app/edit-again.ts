import type { Environment } from "./environment.ts";

/** Asks whether to edit again; `undefined` where no person can answer. */
export function editAgain({ tty }: Pick<Environment, "tty">): (() => Promise<boolean>) | undefined {
  if (!tty.stdin || !tty.stderr) return undefined;
  return async () => {
    const { confirmSafely } = await import("../infra/prompt/confirm-safely.ts");
    return confirmSafely("Edit again? Otherwise the file stays as it was.");
  };
}
