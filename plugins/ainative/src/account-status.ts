import { AinError, type Host } from "@ainative-code/sdk";
import { filled, isObject, listOr, objectOr } from "@ainative-code/provider-kit";
import { ask } from "./ask.ts";
import { settingsOf } from "./settings.ts";

export interface Project {
  readonly id: string;
  readonly name: string;
}

export interface AccountStatus {
  readonly baseURL: string;
  /** What the platform says of itself: `healthy`. */
  readonly health: string;
  readonly version: string | null;
  /** Those that the key can see. */
  readonly projects: readonly Project[];
}

/**
 * How the platform is, and what the key can see there. Throws `not-configured` without a key, `auth` where it is not
 * accepted, and what goes wrong on the way.
 */
export async function accountStatus(host: Host, signal: AbortSignal): Promise<AccountStatus> {
  const { baseURL } = settingsOf(host);
  const key = await host.secret("apiKey");
  if (key === undefined) throw noKey();
  const health = objectOr(await ask(host, { url: `${baseURL}/health`, key: undefined, signal }));
  const projects = await ask(host, { url: `${baseURL}/v1/projects`, key, signal });
  return {
    baseURL,
    health: filled(health?.["status"]) ?? "unknown",
    version: filled(health?.["version"]) ?? null,
    projects: projectsIn(projects),
  };
}

/** The list as it is, or in an object around it. */
function projectsIn(value: unknown): readonly Project[] {
  const list = Array.isArray(value) ? value : objectOr(value)?.["projects"];
  if (!Array.isArray(list)) throw unreadable();
  return listOr(list).filter(isObject).map((one) => ({ id: String(one["id"]), name: filled(one["name"]) ?? String(one["id"]) }));
}

function noKey(): AinError {
  return new AinError("not-configured", "No API key of AINative Studio is set.", {
    actions: [
      "Make one: https://www.ainative.studio/developer-settings",
      "Set it: ainative-code setup, or the variable AINATIVE_API_KEY",
    ],
  });
}

function unreadable(): AinError {
  return new AinError("protocol", "AINative Studio answered with something else than a list of projects.", {
    actions: ["Check the address: ainative-code config explain plugins.ainative.baseURL"],
  });
}
