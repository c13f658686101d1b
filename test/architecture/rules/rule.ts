import type { Tree } from "../source/tree.ts";

/** Names every place that breaks it, as `path:line what: law`; empty where it holds. */
export type Rule = (tree: Tree) => readonly string[];
