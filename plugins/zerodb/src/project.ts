import { filled, isObject, numberOr, objectOr, type JsonObject } from "@ainative-code/provider-kit";
import { AinError } from "@ainative-code/sdk";

export interface Project {
  readonly id: string;
  readonly name: string;
  /** `ACTIVE`; `null` where the server does not say. */
  readonly status: string | null;
  readonly tier: string | null;
  /** What is stored in it, by kind, as far as the server tells: `{"vectors": 12}`. */
  readonly usage: Readonly<Record<string, number>>;
}

/** Reads a project. Throws `protocol` for anything else. */
export function projectIn(value: unknown): Project {
  if (!isObject(value) || filled(value["id"]) === undefined) throw unreadable("a project");
  return {
    id: String(value["id"]),
    name: filled(value["name"]) ?? String(value["id"]),
    status: filled(value["status"]) ?? null,
    tier: filled(value["tier"]) ?? null,
    usage: countsIn(objectOr(value["usage"])),
  };
}

/** Reads a list of projects: as it is, or in an object around it. */
export function projectsIn(value: unknown): readonly Project[] {
  const list: unknown = Array.isArray(value) ? value : objectOr(value)?.["projects"];
  if (!Array.isArray(list)) throw unreadable("a list of projects");
  return list.map(projectIn);
}

function countsIn(usage: JsonObject | undefined): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(usage ?? {}).flatMap(([kind, count]) => (numberOr(count) === undefined ? [] : [[kind, Number(count)]])),
  );
}

function unreadable(what: string): AinError {
  return new AinError("protocol", `ZeroDB answered with something else than ${what}.`, {
    actions: ["Check the address: ainative-code config explain plugins.zerodb.baseURL"],
  });
}
