import { complaint, edgesOf } from "../source/edges.ts";
import { sourcesOf } from "../source/tree.ts";
import { isShipped, zoneOf } from "../source/zone.ts";
import type { Rule } from "./rule.ts";

const modules = /^(https?|http2|net|tls|dgram|dns(\/promises)?|got|hpagent|undici|axios|node-fetch|ky|ws)$/;
const globals = /^(fetch|WebSocket|EventSource|XMLHttpRequest)\b/;
/** Files that use a network module for something else, with the reason. */
const noNetwork: Readonly<Record<string, string>> = {
  "src/infra/process/start-child.ts": "node:net's Socket reads the end of a pipe; nothing is connected",
  "src/infra/sandbox/trial-listener.ts": "`sandbox test` listens itself for whether a fenced command reaches it; nothing is connected",
};
const law = "the network is reached through host.fetch; its one door is src/infra/http";

/** Nobody but the http adapter (and the local servers of test-kit) opens a connection. */
export const networkHasOneDoor: Rule = (tree) => [
  ...edgesOf(tree)
    .filter(({ from, target }) => isBound(from) && "name" in target && modules.test(target.name))
    .map((edge) => complaint(edge, law)),
  ...sourcesOf(tree)
    .filter(({ path }) => isBound(path))
    .flatMap(({ path, globals: uses }) =>
      uses
        .filter(({ name }) => globals.test(name))
        .map(({ name, line }) => `${path}:${String(line)} uses the global ${name}: ${law}`),
    ),
];

function isBound(path: string): boolean {
  return isShipped(path) && !path.startsWith("src/infra/http/") && noNetwork[path] === undefined && zoneOf(path) !== "test-kit";
}
