import type { Finding, Report } from "../core/verify/report.ts";
import { tableOf } from "./table.ts";

const words: Readonly<Record<Finding["weight"], string>> = { unusable: "can't be used", broken: "broken", advice: "advice" };

/** What was looked at, what was found, and the verdict, for a person. */
export function reportText({ plugin, version, checks, findings }: Report): string {
  const looked = tableOf(["CHECK", "SEEN"], checks.map(({ name, told }) => [name, told]));
  const found = findings.map(({ weight, law, subject, message }) => `${words[weight]}: ${law}, ${subject}: ${message}`);
  const faults = findings.filter(({ weight }) => weight !== "advice").length;
  const verdict = faults === 0 ? `${plugin} ${version} keeps its promises.` : `${plugin} ${version}: ${faults} ${faults === 1 ? "thing is" : "things are"} not as promised.`;
  return [looked, ...(found.length === 0 ? [] : ["", ...found]), "", verdict].join("\n");
}
