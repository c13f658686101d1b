import type { Rules } from "./rules.ts";

export function rulesPart({ path, text }: Rules): string {
  return `Rules of this project, from ${path}:\n\n${text.trim()}`;
}
