import { AinError, isAinError, type Host } from "@ainative-code/sdk";
import { ask } from "./ask.ts";
import { projectIn, projectsIn, type Project } from "./project.ts";
import { settingsOf } from "./settings.ts";

export interface ZerodbStatus {
  /** Address and path of the API. */
  readonly server: string;
  /** The project that is chosen; `null` where none is. */
  readonly project: Project | null;
  /** Those that the key can see, at most `pageSize`; only where none is chosen. */
  readonly projects: readonly Project[];
}

/** What servers give at most in one answer. */
const pageSize = 100;

/**
 * Asks ZeroDB who we are there: the chosen project, or which there are. Throws `not-configured` without a key, or where
 * the project is not there for it, `auth` for a key that is not accepted, and what goes wrong on the way.
 */
export async function zerodbStatus(host: Host, signal: AbortSignal): Promise<ZerodbStatus> {
  const { root, projectId, isLocal } = settingsOf(host);
  const key = await host.secret("apiKey");
  if (key === undefined && !isLocal) throw noKey(root);
  if (projectId === undefined) {
    const projects = projectsIn(await ask(host, { url: `${root}/projects?limit=${pageSize}`, key, signal }));
    return { server: root, project: null, projects };
  }
  try {
    const project = projectIn(await ask(host, { url: `${root}/projects/${projectId}`, key, signal }));
    return { server: root, project, projects: [] };
  } catch (thrown) {
    throw isAinError(thrown) && thrown.status === 404 ? noProject(projectId, thrown) : thrown;
  }
}

function noKey(root: string): AinError {
  return new AinError("not-configured", `No API key for ZeroDB at ${root} is set.`, {
    actions: [
      "Make one: https://www.ainative.studio/developer-settings",
      "Set it: ainative-code setup, or the variable ZERODB_API_KEY",
    ],
  });
}

function noProject(id: string, cause: AinError): AinError {
  return new AinError("not-configured", `ZeroDB has no project ${id} for this key.`, {
    status: 404,
    cause,
    actions: [
      "See which there are: ainative-code config unset plugins.zerodb.projectId, then ainative-code zerodb status",
      "Servers of another make answer below another path: ainative-code config set plugins.zerodb.apiPath /api/v1",
    ],
  });
}
