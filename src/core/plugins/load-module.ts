import { AinError, isAinError } from "@ainative-code/sdk";
import type { Provider, Tool } from "@ainative-code/sdk";
import { isContributionName } from "./contribution-name.ts";
import type { Contribution, PluginProblem } from "./contributions.ts";

/** Imports a plugin's module by its path relative to the plugin's root; gives its default export. */
export type ImportDefault = (contribution: Contribution) => Promise<unknown>;

export async function loadProvider(contribution: Contribution, importDefault: ImportDefault): Promise<Provider> {
  const value = await importing(contribution, importDefault);
  const { id, endpoint } = contribution;
  const served = endpoint?.base ?? id;
  if (isProvider(value) && value.id === served) return endpoint === undefined ? value : servedAs(value, id);
  throw broken(contribution, `its default export is not a provider with the id "${served}"`);
}

/** The same provider under another id. */
function servedAs(provider: Provider, id: string): Provider {
  const served: Provider = {
    id,
    models: async (host, signal) => provider.models(host, signal),
    stream: (request, host) => provider.stream(request, host),
  };
  const counts = provider.countTokens?.bind(provider);
  return counts === undefined ? served : { ...served, countTokens: counts };
}

export async function loadTool(contribution: Contribution, importDefault: ImportDefault): Promise<Tool> {
  const value = await importing(contribution, importDefault);
  if (isTool(value) && value.name === contribution.id) return value;
  throw broken(contribution, `its default export is not a tool with the name "${contribution.id}"`);
}

async function importing(contribution: Contribution, importDefault: ImportDefault): Promise<unknown> {
  try {
    return await importDefault(contribution);
  } catch (thrown) {
    throw broken(contribution, thrown instanceof Error ? thrown.message : String(thrown), thrown);
  }
}

function broken(contribution: Contribution, reason: string, cause?: unknown): AinError {
  const { plugin, module = "a part", kind, id } = contribution;
  const problem = `could not load ${module} (${kind} "${id}"): ${reason.split("\n", 1)[0] ?? ""}`;
  return new AinError("plugin", `The plugin ${plugin} ${problem}`, {
    actions: ["Update it: ainative-code plugins update", `Or remove it: ainative-code plugins uninstall ${plugin}`],
    details: { plugin, problem },
    cause,
  });
}

/** The problem that an error of loading tells, for where it is no reason to stop. */
export function problemOfLoading(error: unknown): PluginProblem | undefined {
  const { plugin, problem } = (isAinError(error) ? error.details : undefined) ?? {};
  return typeof plugin === "string" && typeof problem === "string" ? { plugin, message: problem } : undefined;
}

function has<K extends string>(value: unknown, key: K, type: string): value is Record<K, unknown> {
  return typeof value === "object" && value !== null && key in value && typeof Reflect.get(value, key) === type;
}

export function isProvider(value: unknown): value is Provider {
  return (
    has(value, "id", "string") &&
    isContributionName(value.id) &&
    has(value, "stream", "function") &&
    has(value, "models", "function")
  );
}

export function isTool(value: unknown): value is Tool {
  return (
    has(value, "name", "string") &&
    isContributionName(value.name) &&
    has(value, "description", "string") &&
    has(value, "input", "object") &&
    has(value, "run", "function") &&
    has(value, "risk", "string") &&
    ["read", "write", "execute", "network"].includes(String(value.risk))
  );
}
