import { sameTool } from "../permissions/same-tool.ts";

/**
 * Whether a group of hooks is for a subject: names parted by `|`, each as in a permission rule, or a regular expression
 * for the whole of it. A pattern that is none matches everything: better a guard too many than one that sleeps.
 */
export function matches(matcher: string | undefined, subject: string | undefined): boolean {
  if (matcher === undefined || matcher.trim() === "" || matcher === "*" || subject === undefined) return true;
  if (matcher.split("|").some((name) => sameTool(name.trim(), subject))) return true;
  try {
    return new RegExp(`^(?:${matcher})$`, "i").test(subject);
  } catch {
    return true;
  }
}
