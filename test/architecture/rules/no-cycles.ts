import { edgesOf } from "../source/edges.ts";
import type { Tree } from "../source/tree.ts";
import type { Rule } from "./rule.ts";

/** No file reaches itself by its imports: neither when it runs nor in its types, within a package or across. */
export const noCycles: Rule = (tree) => {
  const graph = graphOf(tree);
  const seen = new Set<string>();
  return [...graph.keys()].flatMap((start) => {
    if (seen.has(start)) return [];
    const cycle = shortestCycle(graph, start);
    for (const path of cycle) seen.add(path);
    return cycle.length === 0 ? [] : [`${[...cycle, start].join(" -> ")}: an import cycle`];
  });
};

type Graph = ReadonlyMap<string, readonly string[]>;

function graphOf(tree: Tree): Graph {
  const graph = new Map<string, string[]>();
  for (const { from, target } of edgesOf(tree)) {
    const to = target.kind === "file" || target.kind === "own-package" ? target.path : undefined;
    if (to !== undefined && tree.has(to)) graph.set(from, [...(graph.get(from) ?? []), to]);
  }
  return graph;
}

/** The files of the shortest way from `start` back to itself; empty where there is none. */
function shortestCycle(graph: Graph, start: string): readonly string[] {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const at of queue) {
    for (const next of graph.get(at) ?? []) {
      if (next === start) return wayTo(at, start, cameFrom);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      queue.push(next);
    }
  }
  return [];
}

function wayTo(end: string, start: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const way = [end];
  for (let at = end; at !== start; ) {
    at = cameFrom.get(at) ?? start;
    way.unshift(at);
  }
  return way;
}
