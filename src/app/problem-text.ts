import type { PluginProblem } from "../core/plugins/contributions.ts";
import { printable } from "./printable.ts";

/** A problem as a sentence for a person. What a plugin says of itself, its name too, can't steer the terminal. */
export function problemText({ plugin, message }: PluginProblem): string {
  return printable(`${plugin}: ${message}`);
}
