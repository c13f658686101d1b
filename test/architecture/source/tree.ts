import { type Dirent, existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type SourceFile, parseSource } from "./source-file.ts";

/** A source tree: paths with slashes, relative to its root, and what stands in the files. Tests make their own. */
export type Tree = ReadonlyMap<string, string>;

const code = /\.[cm]?[jt]s$/;
const skipped = new Set(["node_modules", "dist", "fixtures", "demo", ".git", ".cache"]);
const places = ["bin", "src", "plugins", "scripts", "bench", "test", "docs/plugins"];
const files = ["package.json", "docs/dependencies.md"];

/** The code, the manifests and the page of reasons for dependencies below a folder; no fixtures, no built files, nothing installed. */
export function readTree(root: string): Tree {
  const paths = [...files, ...places.flatMap((place) => below(root, place))];
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

function below(root: string, folder: string): string[] {
  return entriesOf(join(root, folder)).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : below(root, path);
    return entry.isFile() && (entry.name === "package.json" || code.test(entry.name)) ? [path] : [];
  });
}

function entriesOf(folder: string): Dirent[] {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

const parsed = new Map<string, SourceFile | string>();

/** Every code file of a tree, parsed. A text is parsed once per run. What can't be parsed is told by `unreadableOf`. */
export function sourcesOf(tree: Tree): readonly SourceFile[] {
  return parseAll(tree).flatMap(([, source]) => (typeof source === "string" ? [] : [source]));
}

/** The code files that can't be parsed, with what the parser says. */
export function unreadableOf(tree: Tree): readonly string[] {
  return parseAll(tree).flatMap(([path, source]) => (typeof source === "string" ? [`${path}: ${source}`] : []));
}

function parseAll(tree: Tree): [string, SourceFile | string][] {
  return [...tree].flatMap(([path, text]) => (code.test(path) ? [[path, parseOnce(path, text)]] : []));
}

function parseOnce(path: string, text: string): SourceFile | string {
  const key = `${path}\0${text}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const source = parseSource(path, text);
  parsed.set(key, source);
  return source;
}
