import type { Finding, Report } from "../core/verify/report.ts";
import { tableOf } from "./table.ts";

const words: Readonly<Record<Finding["weight"], string>> = {
  unusable: "can't be used",
  broken: "broken",
  untried: "not tried",
  advice: "advice",
};

/** What was looked at, what was found, and the verdict, for a person. */
export function reportText({ plugin, version, checks, findings }: Report): string {
  const looked = tableOf(["CHECK", "SEEN"], checks.map(({ name, told }) => [name, told]));
  const found = findings.map(({ weight, law, subject, message }) => `${words[weight]}: ${law}, ${subject}: ${message}`);
  return [looked, ...(found.length === 0 ? [] : ["", ...found]), "", `${plugin} ${version} ${verdictOn(findings)}`].join("\n");
}

function verdictOn(findings: Report["findings"]): string {
  const count = (...weights: readonly Finding["weight"][]): number =>
    findings.filter(({ weight }) => weights.includes(weight)).length;
  const [faults, untried] = [count("unusable", "broken"), count("untried")];
  if (faults > 0) return `breaks its promises: ${faults} ${faults === 1 ? "thing is" : "things are"} not as promised.`;
  return untried === 0
    ? "keeps its promises."
    : `is not verified: nothing is broken, and ${untried} of its parts ${untried === 1 ? "was" : "were"} not tried.`;
}
