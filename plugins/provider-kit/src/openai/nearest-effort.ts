import { efforts, type AinError, type Effort } from "@ainative-code/sdk";

/** The levels a model knows, as its server lists them in the refusal of another; `undefined` for any other error. */
export function listedEfforts({ message, details }: Pick<AinError, "message" | "details">): readonly Effort[] | undefined {
  const param = details?.["param"];
  if (param !== "reasoning.effort" && param !== "reasoning_effort") return undefined;
  const list = /supported values (?:are|include):?(.*)/is.exec(message)?.[1] ?? "";
  const named = new Set(list.match(/[a-z]+/g));
  const levels = efforts.filter((effort) => named.has(effort));
  return levels.length === 0 ? undefined : levels;
}

/**
 * The level of those a model knows that is nearest to the one wanted, the lower of two; thinking is turned off for nobody
 * who wants some. `undefined` where no level is wanted, or none known.
 */
export function fittedEffort(wanted: unknown, known: readonly string[]): Effort | undefined {
  const aim = efforts.findIndex((effort) => effort === wanted);
  const all = efforts.filter((effort) => known.includes(effort));
  const thinking = all.filter((effort) => effort !== "none" || wanted === "none");
  const distance = (effort: Effort): number => Math.abs(efforts.indexOf(effort) - aim);
  return aim < 0 ? undefined : (thinking.length === 0 ? all : thinking).toSorted((a, b) => distance(a) - distance(b))[0];
}
