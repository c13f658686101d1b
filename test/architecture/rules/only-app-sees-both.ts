import { type Edge, complaint, edgesOf } from "../source/edges.ts";
import type { Zone } from "../source/zone.ts";
import type { Rule } from "./rule.ts";

type Face = "commands" | "hooks" | "tui" | "print";
type Knowledge = "all" | "types";

/** Per zone of src/, the zones it may import: whole, or their types only. Its own is always allowed. */
const knows: Readonly<Record<Face | "boot" | "app" | "infra", Partial<Record<Zone, Knowledge>>>> = {
  boot: { core: "all", app: "all" },
  app: { core: "all", infra: "all" },
  infra: { core: "all" },
  commands: { app: "all", print: "all", tui: "all", core: "types" },
  hooks: { app: "all", core: "types" },
  print: { app: "all", core: "types" },
  tui: { app: "all", core: "types" },
};

/** `infra` implements the ports of `core`; `app` joins them; the faces know `app` and the core's types. */
export const onlyAppSeesBoth: Rule = (tree) =>
  edgesOf(tree).flatMap((edge) => {
    const law = brokenLaw(edge);
    return law === undefined ? [] : [complaint(edge, law)];
  });

function brokenLaw({ zone, target, targetZone, import: { typeOnly } }: Edge): string | undefined {
  if (!(zone in knows) || target.kind !== "file" || targetZone === undefined || targetZone === zone) return undefined;
  const allowed = knowledgeOf(zone, targetZone);
  if (allowed === "all" || (allowed === "types" && typeOnly)) return undefined;
  if (allowed === "types") return `${zone} knows the types of ${targetZone} only (import type), and asks app for the rest`;
  if (targetZone === "infra") return "only app sees infra";
  return `${zone} does not know ${targetZone}`;
}

function knowledgeOf(zone: Zone, other: Zone): Knowledge | undefined {
  return Object.entries(knows).find(([name]) => name === zone)?.[1][other];
}
