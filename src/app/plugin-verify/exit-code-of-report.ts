import type { Report } from "../../core/verify/report.ts";

/** 0 where nothing is broken, 51 where the host can't load it, else 1. */
export function exitCodeOfReport({ findings }: Pick<Report, "findings">): number {
  const weights = new Set(findings.map(({ weight }) => weight));
  if (weights.has("unusable")) return 51;
  return weights.has("broken") ? 1 : 0;
}
