import type { Import } from "./imports.ts";
import { manifestsOf } from "./manifest.ts";
import { type Target, targetOf } from "./target.ts";
import { type Tree, sourcesOf } from "./tree.ts";
import { type Zone, zoneOf } from "./zone.ts";

/** One import: who, whom, how. */
export interface Edge {
  readonly from: string;
  readonly zone: Zone;
  readonly import: Import;
  readonly target: Target;
  /** The zone of a target within the tree. */
  readonly targetZone: Zone | undefined;
}

export function edgesOf(tree: Tree): readonly Edge[] {
  const manifests = manifestsOf(tree);
  return sourcesOf(tree).flatMap(({ path, imports }) =>
    imports.map((one) => {
      const target = targetOf(path, one.specifier, manifests);
      const targetZone = target.kind === "file" ? zoneOf(target.path) : undefined;
      return { from: path, zone: zoneOf(path), import: one, target, targetZone };
    }),
  );
}

/** `src/core/x.ts:3 imports node:fs: <law>` */
export function complaint(edge: Edge, law: string): string {
  return `${edge.from}:${String(edge.import.line)} imports ${edge.import.specifier}: ${law}`;
}
