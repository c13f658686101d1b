import type { Report } from "../../core/verify/report.ts";

/** 0 where nothing is broken, 51 where the host can't load it, else 1; a strict reader wants all of it tried, too. */
export function exitCodeOfReport({ findings }: Pick<Report, "findings">, strict = false): number {
  const weights = new Set(findings.map(({ weight }) => weight));
  if (weights.has("unusable")) return 51;
  return weights.has("broken") || (strict && weights.has("untried")) ? 1 : 0;
}
