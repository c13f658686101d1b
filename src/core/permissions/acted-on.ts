import type { ResolvedAccess } from "./question.ts";

/** Files that something runs or obeys by itself: changing one is more than an edit. `own`: absolute, resolved, folders with all below them. */
export function isActedOn(access: ResolvedAccess, own: readonly string[] = []): boolean {
  return access.kind === "write" && (namesOf(access.shown).some(isActedOnName) || own.some((place) => isBelow(place, access.path)));
}

/** What of a rule says which files it means. */
interface Named {
  readonly pattern: string | undefined;
  readonly path?: string;
  readonly exact?: boolean;
}

/**
 * Whether the rule speaks of just such a place: it has its name in it, or begins inside it. A rule for `**` was hardly
 * written with a hook of git in mind.
 */
export function namesActedOn({ pattern, path, exact }: Named, access: ResolvedAccess, own: readonly string[] = []): boolean {
  if (pattern === undefined || access.kind !== "write") return false;
  if (exact === true) return true;
  const named = path ?? pattern;
  const fixed = named.replace(/\*.*$/s, "").replace(/^\/\//, "/");
  const places = own.filter((place) => isBelow(place, access.path));
  if (places.some((place) => isBelow(place, fixed))) return true;
  return places.length === 0 ? namesOf(named).some(isActedOnName) : pattern === access.shown;
}

function namesOf(path: string): readonly string[] {
  return path.split("/");
}

function isActedOnName(name: string): boolean {
  return /^\.(?:git|ainative-code)$/i.test(name);
}

/** Some file systems do not tell upper and lower case apart. */
function isBelow(place: string, path: string): boolean {
  const [whole, part] = [place.toLowerCase(), path.toLowerCase()];
  return part === whole || part.startsWith(`${whole}/`);
}
