import type { PluginManifest, ProviderContribution, Rights, ToolContribution } from "@ainative-code/sdk";
import { isRecord } from "../config/is-record.ts";
import { isContributionName } from "./contribution-name.ts";

/** The version of the contract this host speaks. */
const contractVersion = 1;

export type ManifestCheck =
  | { readonly manifest: PluginManifest }
  | { readonly manifest: undefined; readonly problem: string };

/** Reads `package.json#ainative`. Whatever is not lawful is told in one line and the whole manifest refused. */
export function checkManifest(value: unknown): ManifestCheck {
  if (!isRecord(value)) return refuse('"ainative" in its package.json is not an object');
  const api = value["api"];
  if (api !== contractVersion) {
    return refuse(
      `was written for version ${JSON.stringify(api)} of the plugin contract, this host speaks version ${contractVersion}`,
    );
  }
  const settings = value["settings"];
  if (settings !== undefined && !isInside(settings)) return refuse('"ainative.settings" is not a path inside the package');
  const providers = listOf(value["providers"], asProvider);
  if (providers === undefined) {
    return refuse(
      '"ainative.providers" must be a list of {id, module, secrets?, needs?, catalogue?, endpoints?}, paths inside the package',
    );
  }
  const tools = listOf(value["tools"], asTool);
  if (tools === undefined) return refuse('"ainative.tools" must be a list of {name, module}, modules inside the package');
  const rights = asRights(value["rights"]);
  if (rights === undefined) return refuse('"ainative.rights" must be {hosts?: string[], secrets?: string[], spawn?: boolean}');
  return { manifest: { api: 1, providers, tools, rights, ...(settings === undefined ? {} : { settings }) } };
}

function refuse(problem: string): ManifestCheck {
  return { manifest: undefined, problem };
}

/** A relative path that does not climb out of the package. */
function isInside(value: unknown): value is string {
  return typeof value === "string" && value !== "" && !/^([\\/]|[a-z]:)/i.test(value) && !value.split(/[\\/]/).includes("..");
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function listOf<T>(value: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return undefined;
  const items = value.map((item: unknown) => read(item));
  return items.every((item) => item !== undefined) ? items : undefined;
}

function asProvider(item: unknown): ProviderContribution | undefined {
  if (!isRecord(item)) return undefined;
  const { id, module, secrets, needs, catalogue, endpoints } = item;
  if (
    !isContributionName(id) ||
    !isInside(module) ||
    [secrets, needs].some((names) => names !== undefined && !isStrings(names))
  ) {
    return undefined;
  }
  if ((catalogue !== undefined && !isInside(catalogue)) || (endpoints !== undefined && typeof endpoints !== "string")) {
    return undefined;
  }
  return {
    id,
    module,
    ...(isStrings(secrets) ? { secrets } : {}),
    ...(isStrings(needs) ? { needs } : {}),
    ...(catalogue === undefined ? {} : { catalogue }),
    ...(endpoints === undefined ? {} : { endpoints }),
  };
}

function asTool(item: unknown): ToolContribution | undefined {
  if (!isRecord(item)) return undefined;
  const { name, module } = { name: item["name"], module: item["module"] };
  return isContributionName(name) && isInside(module) ? { name, module } : undefined;
}

function asRights(value: unknown): Rights | undefined {
  if (value === undefined) return {};
  if (!isRecord(value)) return undefined;
  const { hosts, secrets, spawn } = {
    hosts: value["hosts"] ?? [],
    secrets: value["secrets"] ?? [],
    spawn: value["spawn"] ?? false,
  };
  return isStrings(hosts) && isStrings(secrets) && typeof spawn === "boolean" ? { hosts, secrets, spawn } : undefined;
}
