import type { Learned, Lesson } from "../providers/learned.ts";
import type { ProbeName } from "./probe.ts";
import type { ProbeRow } from "./run-probes.ts";

const features: Readonly<Partial<Record<ProbeName, keyof Learned>>> = {
  tool: "tools",
  image: "imageIn",
  pdf: "pdfIn",
  thinking: "thinking",
};

/**
 * What to remember of a model: what works, and what its server refused. A model that only did badly may do better; that its
 * server took the request strikes out an earlier refusal, and no more.
 */
export function learnedFrom(rows: readonly ProbeRow[]): Lesson {
  return Object.fromEntries(
    rows.flatMap(({ capability, works, refused, taken }): [keyof Learned, boolean | undefined][] => {
      const feature = features[capability];
      if (feature === undefined || !(works === "yes" || refused === true || taken === true)) return [];
      return [[feature, works === "yes" || (refused === true ? false : undefined)]];
    }),
  );
}
