import { existsSync, mkdirSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { AinError } from "@ainative-code/sdk";
import type { StdioServer } from "../../core/mcp/server.ts";
import type { Fence, NoFence } from "../../core/sandbox/fence.ts";
import { realPathOf } from "../../infra/files/real-path-of.ts";
import type { FencedProgram } from "../../infra/mcp/connect-server.ts";
import type { StdioProgram } from "../../infra/mcp/stdio-transport.ts";
import { asOneProgram } from "../../infra/sandbox/one-program.ts";
import { findProgram } from "../../infra/sandbox/find-program.ts";
import { openedFence, sandboxOf } from "../sandbox.ts";
import type { SandboxPlace } from "../sandbox.ts";
import { programFilesBelowTmp } from "./program-files.ts";

/** By the settings it was made under. */
type Fences = Map<string, Promise<Fence | NoFence>>;

/** Servers go on from one conversation to the next, and so does what they run behind. */
const made = new WeakMap<object, Fences>();

/**
 * How to start a server: behind the fence where there is one, with the network, and ended with this process. Throws
 * `permission-denied` where it has to be fenced and can't.
 */
export async function fencedServer(place: SandboxPlace, server: StdioServer, program: StdioProgram): Promise<FencedProgram> {
  const fence = await fenceFor(place, server);
  // What is not there fails in the same words as without a fence.
  if (fence === undefined || !isThere(program)) return { ...program, isFenced: false };
  const caches = ownCaches(place, server);
  const trusted = server.origin === "project" ? [] : [program.cwd, ...(server.writable ?? [])];
  const writable = [...trusted.map((folder) => realPathOf(place.environment.cwd, folder)), caches.folder];
  const visible = programFilesBelowTmp(program);
  const start = await fence.wrap([program.command, ...program.args], {
    cwd: program.cwd,
    untilParentEnds: true,
    network: true,
    writable,
    visible,
  });
  const [command, ...args] = asOneProgram(start);
  return {
    command,
    args,
    cwd: program.cwd,
    env: { ...caches.env, ...program.env, ...start.env },
    isFenced: true,
    done: start.done,
  };
}

/** Removes what the fences of the servers have made. Never throws. */
export async function closeServerFences(place: object): Promise<void> {
  const fences = [...(made.get(place)?.values() ?? [])];
  made.delete(place);
  await Promise.all(fences.map(async (opening) => {
    const fence = await opening;
    if ("kind" in fence) await fence.close();
  }));
}

async function fenceFor(place: SandboxPlace, { name, sandbox: wanted }: StdioServer): Promise<Fence | undefined> {
  const { sandbox } = (await place.config()).core;
  const isRequired = sandbox.mode === "required";
  if (wanted === false && isRequired) {
    throw refused(name, "its settings take it out of the sandbox, and sandbox.mode is required", [
      `Leave out sandbox: false in mcp.servers.${name}, or give it writable folders`,
    ]);
  }
  if (wanted === false || (sandbox.mode === "off" && wanted !== true)) return undefined;
  const added = sandboxOf(place).added;
  // Servers speak with the net themselves: what commands may reach is no bound for them.
  const settings = { ...sandbox, allowedDomains: [], writable: [...sandbox.writable, ...added] };
  const fences = made.get(place) ?? new Map<string, Promise<Fence | NoFence>>();
  made.set(place, fences);
  const key = JSON.stringify(settings);
  const opening = fences.get(key) ?? openedFence(place, settings);
  fences.set(key, opening);
  const fence = await opening;
  if ("kind" in fence) return fence;
  if (isRequired || wanted === true) throw refused(name, `it has to run in the sandbox, and ${fence.missing}`, fence.actions);
  sandboxOf(place).tellMissing("MCP servers", fence);
  return undefined;
}

function refused(name: string, why: string, actions: readonly string[]): AinError {
  return new AinError("permission-denied", `Refused: the MCP server ${name} is not started: ${why}.`, { actions });
}

function isThere({ command, cwd, env }: StdioProgram): boolean {
  return command.includes("/") ? existsSync(realPathOf(cwd, command)) : findProgram(command, env["PATH"]) !== undefined;
}

/**
 * Where programs that fetch packages keep them: a place that no program outside of the fence takes packages from, one for
 * the user's servers and one for each project's.
 */
function ownCaches(
  { folders, environment }: SandboxPlace,
  { origin }: StdioServer,
): { readonly folder: string; readonly env: Readonly<Record<string, string>> } {
  const whose =
    origin === "project" ? createHash("sha256").update(realPathOf(environment.cwd, ".")).digest("hex").slice(0, 16) : "user";
  const folder = join(`${folders.cache}-servers`, whose);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const at = (name: string): string => join(folder, name);
  const env = {
    XDG_CACHE_HOME: folder,
    npm_config_cache: at("npm"),
    UV_PYTHON_INSTALL_DIR: at("python"),
    DENO_DIR: at("deno"),
    BUN_INSTALL_CACHE_DIR: at("bun"),
  };
  return { folder: realPathOf("/", folder), env };
}
