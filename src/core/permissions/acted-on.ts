import { obeyedNames } from "../sandbox/kept-names.ts";
import type { ResolvedAccess } from "./question.ts";

/**
 * Files that something runs or obeys by itself: changing one is more than an edit. `own`: absolute, resolved, folders with
 * all below them.
 */
export function isActedOn(access: ResolvedAccess, own: readonly string[] = []): boolean {
  return (
    access.kind === "write" && (namesOf(access.shown).some(isActedOnName) || own.some((place) => isBelow(place, access.path)))
  );
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

const actedOn: ReadonlySet<string> = new Set([".git", ...obeyedNames]);

/** Also in the spellings that file systems of Windows and macOS take for the same. */
function isActedOnName(name: string): boolean {
  const plain = name.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "").replace(/(?:[. ]|:.*)+$/s, "").toLowerCase();
  return actedOn.has(plain) || /^git~\d$/.test(plain);
}

/** Some file systems do not tell upper and lower case apart. */
function isBelow(place: string, path: string): boolean {
  const [whole, part] = [place.toLowerCase(), path.toLowerCase()];
  return part === whole || part.startsWith(`${whole}/`);
}
