import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Mount } from "../../core/sandbox/bubblewrap-arguments.ts";
import { realPathOf } from "../files/real-path-of.ts";
import { placeKind } from "./place-kind.ts";

/** Of a repository's folder: what git obeys. The last one it obeys only where `config`, which is kept, says so. */
const obeyed = ["hooks", "config", "config.worktree"];

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
  return [...(linked === undefined ? [] : [pinned(linked.own), ...repositoryMounts(linked.shared)]), { kind: "readable", path: git }];
}

function repositoryMounts(git: string): readonly Mount[] {
  const kept = obeyed.map((name) => join(git, name)).filter((path) => placeKind(path) !== "nothing");
  const hooks = join(git, "hooks");
  const noHooks: readonly Mount[] = kept.includes(hooks) ? [] : [{ kind: "empty", path: hooks }];
  return [pinned(git), ...moduleMounts(join(git, "modules")), ...noHooks, ...kept.map((path): Mount => ({ kind: "readable", path }))];
}

/** `.git/modules/a/b` is a submodule at `a/b`: a folder on the way, or a repository, which has a file HEAD. */
function moduleMounts(folder: string): readonly Mount[] {
  if (placeKind(folder) !== "folder") return [];
  const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  return [pinned(folder), ...inside.flatMap((path) => (placeKind(join(path, "HEAD")) === "file" ? repositoryMounts(path) : moduleMounts(path)))];
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
