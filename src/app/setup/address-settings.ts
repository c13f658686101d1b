import type { Config } from "../../core/config/config.ts";
import { sectionName } from "../../core/config/section-name.ts";
import type { Services } from "../services.ts";

/** The settings that say which server a plugin asks, as its manifest declares them. */
export function addressSettings({ contributions }: Pick<Services, "contributions">, plugin: string): readonly string[] {
  const hosts = contributions.plugins.find(({ facts }) => facts.name === plugin)?.manifest.rights?.hosts ?? [];
  const names = hosts.flatMap((pattern) => /^config:([^:]+)/.exec(pattern)?.[1] ?? []);
  return [...new Set(names)].map((name) => `plugins.${sectionName(plugin)}.${name}`);
}

/** An address that only a variable of the environment says. */
export interface FoundAddress {
  readonly key: string;
  readonly value: string;
  readonly variable: string;
  /** It is not to be written down then. */
  readonly hasPassword: boolean;
}

/** What a plugin was tried out with, and is to be asked later too, also where the variable is gone. */
export function foundAddresses(
  services: Pick<Services, "contributions" | "environment">,
  config: Config,
  plugin: string,
): readonly FoundAddress[] {
  return addressSettings(services, plugin).flatMap((key): readonly FoundAddress[] => {
    const { layer, variable = "" } = config.source(key) ?? {};
    const value = services.environment.env[variable] ?? "";
    if (layer !== "env" || value === "") return [];
    return [{ key, value, variable, hasPassword: (URL.parse(value)?.password ?? "") !== "" }];
  });
}

export function addressWarning({ key, variable }: FoundAddress): string {
  return `The address in ${variable} holds a password, so it was not written as ${key}. Keep the variable set, or another server is asked.`;
}
