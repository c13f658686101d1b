/**
 * The folders of a machine that differ from run to run, by name (`cwd`, `tmp`), each with every absolute path it
 * is known by. Where two names share a path, the first one given has it.
 */
export type TapePlaces = Readonly<Record<string, readonly string[]>>;

/** A path of a place found in a text, as UTF-16 offsets. */
export interface PlaceMatch {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** For `tmp` only: the first name below it, which is random as a rule. Part of the match. */
  readonly child: string | undefined;
}

/** Finds places in a text, from its beginning to its end, none inside another. */
export type PlaceFinder = (text: string) => readonly PlaceMatch[];

/** The places with their symlinks resolved as well; `realpath` may throw, then the path stands for itself. */
export function placesOf(paths: Readonly<Record<string, string>>, realpath: (path: string) => string): TapePlaces {
  return Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, [path, resolved(path, realpath)]]));
}

/**
 * Finds the paths of places in texts: as they are, escaped as in JSON (once and twice) and percent-encoded; the longest
 * one wins; only whole names count, so `/srv/app` is found neither in `/srv/app-two` nor in `/mnt/srv/app`.
 */
export function placeFinder(places: TapePlaces): PlaceFinder {
  const names = namesByForm(places);
  if (names.size === 0) return () => [];
  const forms = [...names.keys()].toSorted((a, b) => b.length - a.length);
  const alternatives = forms.map((form) => (names.get(form) === "tmp" ? literal(form) + tmpChild : literal(form)));
  const pattern = new RegExp(`${before}(?:${alternatives.join("|")})${after}`, "gu");
  return (text) => Array.from(text.matchAll(pattern), (match) => placeMatch(match[0], match.index, forms, names));
}

/**
 * A path begins where no other name runs into it. The exceptions end in a letter that is none: an escaped line break
 * inside JSON text, and a terminal's colour code.
 */
const before = "(?:(?<![\\p{L}\\p{N}_.*})])|(?<=\\\\[nrt])|(?<=\\u001b\\[[0-9;]*m))";
const after = "(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}_])";
const tmpChild = "(?:(?:/|\\\\{1,4}|%2F)[\\p{L}\\p{N}_.@+-]*[\\p{L}\\p{N}_])?";

function placeMatch(found: string, start: number, forms: readonly string[], names: ReadonlyMap<string, string>): PlaceMatch {
  const form = names.has(found) ? found : (forms.find((candidate) => found.startsWith(candidate)) ?? found);
  const child = found.slice(form.length).replace(/^(?:[/\\]+|%2F)/, "");
  return { start, end: start + found.length, name: names.get(form) ?? "", child: child === "" ? undefined : child };
}

function namesByForm(places: TapePlaces): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [name, paths] of Object.entries(places)) {
    for (const form of paths.flatMap(formsOf)) if (!names.has(form)) names.set(form, name);
  }
  return names;
}

/** A root folder is nobody's place: it would be found everywhere. */
function formsOf(path: string): readonly string[] {
  const bare = path.replace(/[\\/]+$/, "");
  if (bare === "" || /^[a-z]:$/i.test(bare)) return [];
  const slashed = bare.replaceAll("\\", "/");
  return [bare, escaped(bare), escaped(escaped(bare)), slashed, encodeURI(slashed), encodeURIComponent(bare)];
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function resolved(path: string, realpath: (path: string) => string): string {
  try {
    return realpath(path);
  } catch {
    return path;
  }
}
