import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Mount } from "../../core/sandbox/bubblewrap-arguments.ts";
import { isWithin } from "../files/fence.ts";
import { realPathOf } from "../files/real-path-of.ts";
import { mayMakeIn } from "./may-make.ts";
import { placeKind } from "./place-kind.ts";
import { standInFor } from "./stand-ins.ts";

/** Of a repository's folder: what git obeys. `commondir` names the folder that it reads its settings from. */
const obeyed = ["hooks", "config", "config.worktree", "commondir"];
/** Of the folder that a repository keeps for a linked work tree. */
const obeyedOfTree = ["commondir", "gitdir", "config.worktree"];

/** A folder mounted on itself can't be moved away, and with it what is kept inside. */
const pinned = (path: string): Mount => ({ kind: "writable", path });

/**
 * A repository stays usable (commits, branches) while its hooks and settings stay as they are, those of submodules too.
 * `undefined` where there is no repository.
 */
export function gitMounts(folder: string): readonly Mount[] | undefined {
  const git = join(folder, ".git");
  const kind = placeKind(git);
  if (kind === "nothing") return undefined;
  if (kind === "folder") return placeKind(join(git, "HEAD")) === "nothing" ? [{ kind: "readable", path: git }] : repositoryMounts(git);
  const linked = linkedRepository(git);
  const own = linked === undefined || isWithin(join(linked.shared, "worktrees"), linked.own) ? [] : treeMounts(linked.own, false);
  return [...own, ...(linked === undefined ? [] : repositoryMounts(linked.shared)), { kind: "readable", path: git }];
}

function repositoryMounts(git: string): readonly Mount[] {
  // Who can make nothing in it can't commit either.
  if (!mayMakeIn(git)) return [{ kind: "readable", path: git }];
  const treesHaveSettings = /\bworktreeConfig\b/i.test(textOf(join(git, "config")));
  standInFor(join(git, "commondir"));
  if (treesHaveSettings) standInFor(join(git, "config.worktree"));
  const hooks = join(git, "hooks");
  const noHooks: readonly Mount[] = placeKind(hooks) === "nothing" ? [{ kind: "empty", path: hooks }] : [];
  const trees = join(git, "worktrees");
  const ofTrees = foldersIn(trees).flatMap((tree) => treeMounts(tree, treesHaveSettings));
  return [
    pinned(git),
    ...moduleMounts(join(git, "modules")),
    ...(ofTrees.length === 0 ? [] : [pinned(trees)]),
    ...ofTrees,
    ...noHooks,
    ...keptOf(git, obeyed),
  ];
}

function treeMounts(tree: string, hasSettings: boolean): readonly Mount[] {
  if (hasSettings) standInFor(join(tree, "config.worktree"));
  return [pinned(tree), ...keptOf(tree, obeyedOfTree)];
}

function keptOf(folder: string, names: readonly string[]): readonly Mount[] {
  return names
    .map((name) => join(folder, name))
    .filter((path) => placeKind(path) !== "nothing")
    .map((path): Mount => ({ kind: "readable", path }));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** `.git/modules/a/b` is a submodule at `a/b`: a folder on the way, or a repository, which has a file HEAD. */
function moduleMounts(folder: string): readonly Mount[] {
  if (placeKind(folder) !== "folder") return [];
  return [
    pinned(folder),
    ...foldersIn(folder).flatMap((path) =>
      placeKind(join(path, "HEAD")) === "file" ? repositoryMounts(path) : moduleMounts(path),
    ),
  ];
}

function foldersIn(folder: string): readonly string[] {
  if (placeKind(folder) !== "folder") return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name));
}

/**
 * The repository of a linked work tree, whose `.git` is a file that names it. It has to name the work tree back:
 * otherwise whoever wrote the file could have any folder made writable.
 */
function linkedRepository(gitFile: string): { readonly own: string; readonly shared: string } | undefined {
  try {
    const [, named = ""] = /^gitdir: (.+)$/m.exec(readFileSync(gitFile, "utf8")) ?? [];
    const own = realPathOf(join(gitFile, ".."), named);
    if (realPathOf(own, readFileSync(join(own, "gitdir"), "utf8").trim()) !== realPathOf("/", gitFile)) return undefined;
    return { own, shared: realPathOf("/", resolve(own, readFileSync(join(own, "commondir"), "utf8").trim())) };
  } catch {
    return undefined;
  }
}
