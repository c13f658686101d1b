import type { ProviderRequest } from "@ainative-code/sdk";
import type { JsonObject } from "@ainative-code/provider-kit";
import type { ApiVersion, Settings } from "../settings.ts";
import type { Rules } from "./rules.ts";

/** Temperature and the like: only an older version of the API and older models know them. */
export interface Sampling {
  readonly fields: JsonObject;
  readonly version: ApiVersion;
  readonly isSent: boolean;
  readonly warnings: readonly string[];
}

const names = ["temperature", "top_p", "top_k"] as const;

interface SamplingTarget {
  readonly rules: Rules;
  readonly settings: Settings;
}

/** A model that was asked to think takes none of them either. */
export function samplingOf(request: ProviderRequest, { rules, settings }: SamplingTarget): Sampling {
  const { temperature, topP, topK, effort, options = {} } = request;
  const wanted = { temperature, top_p: topP, top_k: topK };
  const asked = names.filter((name) => wanted[name] !== undefined);
  const version = rules.version ?? settings.apiVersion;
  const obstacle = obstacleOf(rules.sampling, version, effort !== undefined && effort !== "none");
  const isSent = asked.length > 0 && obstacle === undefined;
  const isOlder = isSent || names.some((name) => options[name] !== undefined);
  return {
    fields: isSent ? Object.fromEntries(asked.map((name) => [name, wanted[name]])) : {},
    version: version === "auto" ? (isOlder ? "2023-06-01" : "2026-10-21") : version,
    isSent,
    warnings: asked.length === 0 || obstacle === undefined ? [] : [`${asked.join(", ")} not sent: ${obstacle}.`],
  };
}

function obstacleOf(known: boolean, version: ApiVersion | "auto", thinks: boolean): string | undefined {
  if (!known) return "this model does not take it";
  if (version === "2026-10-21") return "this version of the API does not know it";
  return thinks ? "a model that thinks does not take it" : undefined;
}
