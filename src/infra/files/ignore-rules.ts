import { readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Ignore } from "ignore";
import { isWithin } from "./fence.ts";

/** What the ignore files that hold in one folder say of what is in it. */
export interface IgnoreRules {
  ignores(path: string, isFolder: boolean): boolean;
  /** The rules inside a folder; `hasFile`: it has a `.gitignore` of its own. */
  within(folder: string, hasFile: boolean): IgnoreRules;
}

interface Said {
  readonly ignored: boolean;
  readonly unignored: boolean;
}

/** One ignore file. */
interface Layer {
  /** The folder its patterns are relative to. */
  readonly base: string;
  readonly text: string;
  ignore: Ignore;
  /** For what is not directly in `base`: the patterns that look at a name alone; missing where some look at a path. */
  byName: Ignore | undefined;
  /** What `byName` said, by name; folders with `/`. */
  readonly said: Map<string, Said>;
  /** Paths asked since `ignore` was made. */
  asked: number;
}

/**
 * `ignore` remembers every path it was asked about; after so many it is made anew, so that memory does not grow with the
 * tree.
 */
const forgetAfter = 10_000;

/**
 * The rules that hold above `root`: those of the repository it is in, `.git/info/exclude` included, else those of the
 * working directory down to it.
 */
export async function ignoreRulesAbove(root: string, cwd: string): Promise<IgnoreRules> {
  const { default: ignore } = await import("ignore");
  const create = (): Ignore => ignore({ ignoreCase: process.platform === "darwin" || process.platform === "win32" });
  const layerOf = (base: string, text: string | undefined): readonly Layer[] =>
    text === undefined ? [] : [{ base, text, ignore: create().add(text), byName: byNameOf(text), said: new Map(), asked: 0 }];
  const byNameOf = (text: string): Ignore | undefined => (looksAtPaths(text) ? undefined : create().add(patternsForNames(text)));

  /** The nearest file comes first: it has the last word. */
  const rulesOf = (layers: readonly Layer[]): IgnoreRules => ({
    ignores: (path, isFolder) => decide(layers, path, isFolder) !== undefined,
    within(folder, hasFile) {
      const holding = layers.flatMap((layer) =>
        test(layer, folder, true).ignored ? layerOf(folder, patternsForNames(layer.text)) : [layer],
      );
      return rulesOf(hasFile ? [...layerOf(folder, textOf(join(folder, ".gitignore"))), ...holding] : holding);
    },
  });

  /** A layer that ignores a folder is asked about nothing in it, so that only the name of an entry is left to look at. */
  const testName = ({ byName, said }: Layer, name: string): Said | undefined => {
    if (byName === undefined) return undefined;
    const known = said.get(name);
    if (known !== undefined) return known;
    if (said.size >= forgetAfter) said.clear();
    const { ignored, unignored } = byName.test(name);
    said.set(name, { ignored, unignored });
    return { ignored, unignored };
  };

  const test = (layer: Layer, path: string, isFolder: boolean): Said => {
    const name = layer.byName === undefined ? undefined : nameBelow(layer.base, path);
    const byName = name === undefined ? undefined : testName(layer, isFolder ? `${name}/` : name);
    if (byName !== undefined) return byName;
    if (layer.asked++ >= forgetAfter) {
      layer.ignore = create().add(layer.text);
      if (layer.byName !== undefined) layer.byName = byNameOf(layer.text);
      layer.asked = 0;
    }
    const below = path.slice(layer.base.length + (layer.base.endsWith(sep) ? 0 : 1)).replaceAll(sep, "/");
    return below === "" ? nothingSaid : layer.ignore.test(isFolder ? `${below}/` : below);
  };

  const decide = (layers: readonly Layer[], path: string, isFolder: boolean): Layer | undefined => {
    for (const layer of layers) {
      const { ignored, unignored } = test(layer, path, isFolder);
      if (ignored) return layer;
      if (unignored) return undefined;
    }
    return undefined;
  };

  const repository = repositoryOf(root);
  const top = repository ?? (isWithin(cwd, root) ? cwd : root);
  const excludes = repository === undefined ? [] : layerOf(repository, textOf(join(gitFolder(repository), "info", "exclude")));
  let rules = rulesOf(excludes);
  for (const folder of foldersBetween(top, root)) rules = rules.within(folder, true);
  return rules;
}

/**
 * A folder that is entered although a file ignores it, because it was asked for or a deeper file takes it back: what that
 * file says of single names still holds in it.
 */
function patternsForNames(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/\/./.test(line.trim()))
    .join("\n");
}

/** Whether a pattern has a `/` in its middle. One at its beginning ties it to what is directly in the folder of the file. */
function looksAtPaths(text: string): boolean {
  return text.split("\n").some((line) => !line.startsWith("#") && /.\/./.test(line.trim().replace(/^!?\//, "")));
}

/** The name of what is not directly in `base`. */
function nameBelow(base: string, path: string): string | undefined {
  const at = path.lastIndexOf(sep);
  return at > base.length ? path.slice(at + 1) : undefined;
}

const nothingSaid = { ignored: false, unignored: false } as const;

/** From `top` down to the folder above `root`. */
function foldersBetween(top: string, root: string): readonly string[] {
  const names = relative(top, root).split(sep).filter((name) => name !== "");
  return names.map((_, index) => join(top, ...names.slice(0, index)));
}

function repositoryOf(folder: string): string | undefined {
  if (statSync(join(folder, ".git"), { throwIfNoEntry: false }) !== undefined) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}

/** `.git` of a worktree or submodule is a file that says where the folder is; `commondir` in it leads to the shared one. */
function gitFolder(repository: string): string {
  const own = resolve(repository, /^gitdir: (.*)$/m.exec(textOf(join(repository, ".git")) ?? "")?.[1] ?? ".git");
  return resolve(own, textOf(join(own, "commondir"))?.trim() ?? ".");
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
