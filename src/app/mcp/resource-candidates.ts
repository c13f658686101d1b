import { isRecord } from "../../core/config/is-record.ts";
import type { ServerHandle } from "../../core/mcp/server-handle.ts";
import type { Services } from "../services.ts";
import { poolOf } from "./open-mcp.ts";
import { listResources } from "./resource-tool.ts";

/** Of one server: more are no help to who types. */
const most = 500;
/** Milliseconds until a server is asked again. */
const freshMs = 30_000;

interface Listed {
  readonly at: number;
  uris: readonly string[];
}

const lists = new WeakMap<ServerHandle, Listed>();

/**
 * What an `@` may name of MCP servers: `server:`, and behind that the addresses of its resources, as they are known now. Who
 * types is not kept waiting: a server is asked in the background, and what it has is there with the next press of the key.
 */
export function resourceCandidates(services: Services, begun: string): readonly string[] {
  const handles = poolOf(services)?.handles ?? [];
  const named = handles.find(({ server }) => begun.startsWith(`${server.name}:`));
  if (named === undefined) {
    const offering = handles.filter(({ server, facts }) => server.name.startsWith(begun) && facts?.hasResources !== false);
    return offering.map(({ server }) => `${server.name}:`);
  }
  return urisOf(named)
    .map((uri) => `${named.server.name}:${uri}`)
    .filter((one) => one.startsWith(begun));
}

function urisOf(handle: ServerHandle): readonly string[] {
  const known = lists.get(handle);
  if (known !== undefined && performance.now() - known.at < freshMs) return known.uris;
  const listed: Listed = { at: performance.now(), uris: known?.uris ?? [] };
  lists.set(handle, listed);
  void listResources(handle, new AbortController().signal).then(
    (all) => (listed.uris = all.flatMap(uriOf).slice(0, most)),
    () => undefined,
  );
  return listed.uris;
}

/** Only what a mention can name, and nothing that would show as something else. */
function uriOf(resource: unknown): readonly string[] {
  const uri = isRecord(resource) ? resource["uri"] : undefined;
  return typeof uri === "string" && /^[\x21-\x7e]{1,500}$/.test(uri) && !/["@,;]|[.!?)]$/.test(uri) ? [uri] : [];
}
