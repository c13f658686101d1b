import type { ConfigEntry } from "../config/config.ts";
import { sectionName } from "../config/section-name.ts";
import { isContributionName } from "./contribution-name.ts";
import type { Contribution } from "./contributions.ts";

/** The providers that a user has named in the settings of plugins which serve several. */
export function endpointContributions(
  contributions: readonly Contribution[],
  entries: () => readonly ConfigEntry[],
): readonly Contribution[] {
  const servers = contributions.filter(({ kind, endpoints }) => kind === "provider" && endpoints !== undefined);
  if (servers.length === 0) return [];
  const set = entries().filter(({ sources }) => sources.some(({ layer }) => layer !== "default"));
  return servers.flatMap(({ endpoints: setting = "", ...server }) => {
    const prefix = `plugins.${sectionName(server.plugin)}.${setting}.`;
    const members = set.flatMap(({ key }) => (key.startsWith(prefix) ? (key.slice(prefix.length).split(".")[0] ?? []) : []));
    const ids = [...new Set(members)].filter(isContributionName);
    return ids.map((id): Contribution => ({ ...server, id, secrets: [], endpoint: { id, base: server.id, setting } }));
  });
}

/** Who brings a provider or tool, as a sentence names them. */
export function bringerOf({ plugin, endpoint, id }: Contribution): string {
  return endpoint === undefined ? plugin : `${plugin} (your setting plugins.${sectionName(plugin)}.${endpoint.setting}.${id})`;
}
