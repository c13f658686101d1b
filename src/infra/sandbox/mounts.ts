import { lstatSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Mount } from "../../core/sandbox/bubblewrap-arguments.ts";
import { obeyedNames } from "../../core/sandbox/kept-names.ts";
import type { FenceProfile } from "../../core/sandbox/fence.ts";
import { isWithin } from "../files/fence.ts";
import { realPathOf } from "../files/real-path-of.ts";
import { gitMounts } from "./git-mounts.ts";
import { isSealed, mayMakeIn } from "./may-make.ts";
import { isPlaceholder } from "./placeholders.ts";
import { isEmptyFolder, placeKind } from "./place-kind.ts";
import { isStandIn } from "./stand-ins.ts";

export interface Mounts {
  readonly mounts: readonly Mount[];
  /** Empty folders and files that stand in the real folder while the command runs, so that nothing can be made there; to be removed after it. */
  readonly placeholders: readonly string[];
}

/** What this program and git obey in a folder. */
const kept = [...obeyedNames, ".git"];

/** Sockets of daemons and of the user's session are in there. Programs of NixOS are as well. */
const programsOfRun = ["/run/current-system", "/run/booted-system", "/run/wrappers"];

/** Where names of hosts are looked up, which many systems keep in `/run`. */
const resolver = "/etc/resolv.conf";

/** What is not held free for a program that goes on for long: whoever works in the folder would find it in the way. */
const inTheWay: ReadonlySet<string> = new Set([".mcp.json", ".git"]);

/** What stands where for one command, or a program that goes on for long, by what is on the disk now. */
export function mountsFor(profile: FenceProfile, goesOn = false): Mounts {
  const { writable, temp } = profile;
  const present = (paths: readonly string[]): readonly string[] => paths.filter((path) => placeKind(path) !== "nothing");
  const shown = [...profile.visible, ...writable];
  const hidden = present(profile.hidden).filter((path) => isSeen(path, shown));
  const around = hidden.filter((path) => writable.some((root) => isWithin(path, root)));
  const homes = present(profile.homes ?? []).filter((home) => writable.some((root) => isWithin(root, home)));
  const own = writable.filter((root) => !homes.includes(root)).map((root) => keptIn(root, goesOn));
  const ownKept = present(profile.kept).filter((path) => writable.some((root) => isWithin(root, path) && root !== path));
  const isAtHome = (path: string): boolean => homes.some((home) => isWithin(home, path) && home !== path);
  return {
    mounts: [
      { kind: "writable", from: temp, path: "/tmp" },
      { kind: "empty", path: "/run" },
      ...present([...programsOfRun, ...[realOf(resolver)].filter((path) => isWithin("/run", path)), ...profile.visible]).map(
        readable,
      ),
      ...around.map(unreadable),
      ...present(writable).map(opened),
      ...homes.flatMap((home) => [readable(home), ...shownIn(home).map(pinned)]),
      ...present(writable).filter(isAtHome).map(opened),
      ...ownKept.filter((path) => !isAtHome(path)).flatMap((path) => foldersAbove(path, writable)).map(pinned),
      ...ownKept.map(readable),
      ...own.flatMap(({ mounts }) => mounts),
      ...hidden.filter((path) => !around.includes(path)).map(unreadable),
    ],
    placeholders: own.flatMap(({ placeholders }) => placeholders),
  };
}

function keptIn(root: string, goesOn: boolean): Mounts {
  if (placeKind(root) !== "folder" || isSealed(root)) return { mounts: [], placeholders: [] };
  const places = kept.map((name) => join(root, name));
  // A settings file that is an empty folder is what a run that was killed has left.
  // One that stands for another command must not go while this one needs it.
  const isLeft = (path: string): boolean => isEmptyFolder(path) && (path.endsWith("/.mcp.json") || isPlaceholder(path));
  const isFree = (path: string): boolean => placeKind(path) === "nothing" || isLeft(path);
  // Where nobody can make anything, nothing has to be held free, and nothing could be.
  const placeholders = mayMakeIn(root) ? places.filter(isFree) : [];
  const held = goesOn ? placeholders.filter((path) => !inTheWay.has(basename(path))) : placeholders;
  const standing = places.filter((path) => !placeholders.includes(path) && placeKind(path) !== "nothing");
  const mounts = standing.flatMap((path) => (path.endsWith("/.git") ? (gitMounts(root) ?? []) : [readable(path)]));
  const missing = mounts.flatMap(({ kind, path }) => (kind === "empty" || isStandIn(path) ? [path] : []));
  return { mounts: [...mounts, ...held.map((path): Mount => ({ kind: "empty", path }))], placeholders: [...held, ...missing] };
}

/** What a home shows: start-up files and settings of programs, those that are not there yet included, have names that begin with a dot. */
export function shownIn(home: string): readonly string[] {
  return readdirSync(home)
    .filter((name) => !name.startsWith("."))
    .map((name) => join(home, name))
    .filter((path) => !lstatSync(path).isSymbolicLink());
}

/** Those between a writable folder and what is kept in it, outermost first: moved away, they would take it with them. */
function foldersAbove(path: string, writable: readonly string[]): readonly string[] {
  const above: string[] = [];
  for (let folder = dirname(path); writable.some((root) => isWithin(root, folder) && root !== folder); folder = dirname(folder)) above.unshift(folder);
  return above;
}

/** A folder mounted on itself can't be moved away. */
const pinned = (path: string): Mount => ({ kind: "writable", path });

/** Where nothing can be made in it, a folder of the user's own is only read. */
const opened = (path: string): Mount => (isSealed(path) ? readable(path) : pinned(path));

const readable = (path: string): Mount => ({ kind: "readable", path });

const unreadable = (path: string): Mount =>
  placeKind(path) === "folder" ? { kind: "empty", path } : { kind: "unreadable", path };

/** Below `/tmp` and `/run` nothing of the real ones is seen but what is mounted there again. */
function isSeen(path: string, shown: readonly string[]): boolean {
  return !["/tmp", "/run"].some((folder) => isWithin(folder, path)) || shown.some((root) => isWithin(root, path));
}

/** The same with links followed in what is hidden, so that it is hidden under all its names. Done once: it is what costs. */
export function resolvedProfile(profile: FenceProfile): FenceProfile {
  return { ...profile, hidden: [...new Set(profile.hidden.map(realOf))] };
}

function realOf(path: string): string {
  try {
    return realPathOf("/", path);
  } catch {
    return path;
  }
}
