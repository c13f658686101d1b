import type { OutputUnit } from "@cfworker/json-schema";

/** Keywords whose error only says that something inside is wrong, and is followed by what is. */
const wrappers: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "items",
  "prefixItems",
  "additionalItems",
  "unevaluatedItems",
  "propertyNames",
  "dependentSchemas",
  "$ref",
  "$dynamicRef",
  "$recursiveRef",
  "allOf",
  "if",
  "then",
  "else",
]);

/**
 * The validator's errors without those that only wrap others. Of alternatives (`anyOf`, `oneOf`) it keeps the errors
 * of the one branch that the value was meant for, where its type tells; else the one error that none fits. An unknown
 * key is told as `additionalProperties` at its own place.
 */
export function relevantErrors(units: readonly OutputUnit[]): OutputUnit[] {
  const kept: OutputUnit[] = [];
  for (let index = 0; index < units.length; index += 1) {
    const unit = units[index];
    if (unit === undefined || wrappers.has(unit.keyword)) continue;
    if (unit.keyword === "anyOf" || unit.keyword === "oneOf") {
      const inside = branchErrors(units, index);
      index += inside.length;
      kept.push(...(meantBranch(unit, inside) ?? [unit]));
    } else if (unit.keyword === "additionalProperties" || unit.keyword === "unevaluatedProperties") {
      const next = units[index + 1];
      if (next?.keyword !== "false") continue;
      kept.push({ ...unit, instanceLocation: next.instanceLocation });
      index += 1;
    } else {
      kept.push(unit);
    }
  }
  return kept;
}

/** The errors of all branches follow their wrapper. That of a `false` schema has no keyword location of its own. */
function branchErrors(units: readonly OutputUnit[], wrapper: number): OutputUnit[] {
  const prefix = `${units[wrapper]?.keywordLocation ?? ""}/`;
  let end = wrapper + 1;
  while (units[end]?.keywordLocation.startsWith(prefix) === true || (end > wrapper + 1 && units[end]?.keyword === "false")) {
    end += 1;
  }
  return units.slice(wrapper + 1, end);
}

function meantBranch(wrapper: OutputUnit, inside: readonly OutputUnit[]): OutputUnit[] | undefined {
  const branches = new Map<string, OutputUnit[]>();
  let name = "";
  for (const unit of inside) {
    if (unit.keyword !== "false") name = unit.keywordLocation.slice(wrapper.keywordLocation.length + 1).split("/")[0] ?? "";
    branches.set(name, [...(branches.get(name) ?? []), unit]);
  }
  const ofItsType = [...branches.values()].filter((errors) => !errors.some((error) => isTypeOf(wrapper, error)));
  const [meant] = ofItsType;
  return ofItsType.length === 1 && meant !== undefined ? relevantErrors(meant) : undefined;
}

function isTypeOf(wrapper: OutputUnit, error: OutputUnit): boolean {
  return ["type", "const", "enum"].includes(error.keyword) && error.instanceLocation === wrapper.instanceLocation;
}
