import { dirname } from "node:path";
import type { Contributions } from "../core/plugins/contributions.ts";
import { credentialPlaces } from "../core/sandbox/credential-places.ts";
import type { FenceProfile } from "../core/sandbox/fence.ts";
import { accountHome } from "../infra/sandbox/account-home.ts";
import { realPathOf } from "../infra/files/real-path-of.ts";
import { actedOnPlaces } from "./acted-on-places.ts";
import type { CoreConfig } from "../core/config/core-config.ts";
import type { Folders } from "../core/config/folders.ts";
import type { Environment } from "./environment.ts";

interface Place {
  readonly environment: Pick<Environment, "env" | "home" | "cwd">;
  readonly folders: Folders;
  /** Tools may start programs that their plugin brings. */
  readonly contributions: Pick<Contributions, "plugins">;
}

/** What fenced commands may do here, by the settings. */
export function profileOf(
  { environment, folders, contributions }: Place,
  settings: CoreConfig["sandbox"],
): Omit<FenceProfile, "temp"> {
  const { cwd, home, env } = environment;
  const places = (paths: readonly string[]): readonly string[] => paths.map((path) => realPathOf(cwd, path));
  const programs = (env["PATH"] ?? "").split(":").filter((folder) => folder.startsWith("/"));
  const plugins = contributions.plugins.map(({ facts }) => facts.root);
  const socket = env["SSH_AUTH_SOCK"];
  const homes = [home, accountHome() ?? home];
  return {
    writable: [...new Set([realPathOf(cwd, "."), ...places(settings.writable)])],
    hidden: [
      ...credentialPlaces(...homes),
      folders.config,
      folders.data,
      folders.cache,
      ...(socket === undefined ? [] : [socket]),
      ...places(settings.readDenied),
    ],
    kept: [...new Set(homes.flatMap((place) => actedOnPlaces(place, folders)))],
    visible: places([home, ...aroundProject(cwd), dirname(process.execPath), ...programs, ...plugins]).filter((path) =>
      /^\/(?:tmp|run)\//.test(path),
    ),
    homes: [...new Set(homes.map((place) => realPathOf("/", place)))],
    domains: settings.allowedDomains,
  };
}

/** Of a project in a folder below `/tmp`, that folder: what is made beside the project would else be lost in silence. */
function aroundProject(cwd: string): readonly string[] {
  return /^\/tmp\/[^/]+(?=\/)/.exec(cwd)?.slice(0, 1) ?? [];
}
