import type { Ask } from "../core/permissions/ask.ts";
import { terminalAsk } from "../infra/prompt/ask-permission.ts";
import { askedBecause } from "./asked-because.ts";
import type { Environment } from "./environment.ts";
import { printable } from "./printable.ts";

/** Somebody to ask: a person at a terminal that both shows and reads; nobody otherwise. */
export function permissionAsk({ tty }: Pick<Environment, "tty">): Ask | undefined {
  return tty.stdin && tty.stderr ? terminalAsk({ printable, because: askedBecause }) : undefined;
}
