import type { Rights } from "@ainative-code/sdk";
import { isRecord } from "../config/is-record.ts";
import type { Endpoint } from "./contributions.ts";

type Settings = Readonly<Record<string, unknown>>;

/** A plugin's settings as one of its endpoints has them: those of the member over those of the plugin. */
export function endpointSettings(section: Settings, { id, setting }: Endpoint): Settings {
  const { [setting]: members, ...own } = section;
  const member = isRecord(members) ? members[id] : undefined;
  return isRecord(member) ? { ...own, ...member } : own;
}

/** The name of an endpoint's setting in the section of its plugin. */
export function endpointKey({ id, setting }: Endpoint, name: string): string {
  return `${setting}.${id}.${name}`;
}

/** The hosts that an endpoint may reach: those its own settings name, and none that the plugin knows besides. */
export function endpointHosts({ hosts = [] }: Rights): readonly string[] {
  return hosts.filter((pattern) => pattern.startsWith("config:"));
}
