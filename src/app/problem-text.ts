import type { PluginProblem } from "../core/plugins/contributions.ts";

/** A problem as a sentence for a person. */
export function problemText({ plugin, message }: PluginProblem): string {
  return `${plugin}: ${message}`;
}
