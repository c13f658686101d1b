import { isRecord } from "../../core/config/is-record.ts";
import { plainYaml } from "../config-files/plain-yaml.ts";

export interface FrontMatter {
  readonly fields: Readonly<Record<string, unknown>>;
  /** What follows it. */
  readonly body: string;
  /** Where it can't be read: what is wrong, with its line. */
  readonly problem?: string;
}

const fence = /^\u{feff}?---[ \t]*\r?\n([^]*?)(?:^|\n)---[ \t]*(?:\r?\n|$)/u;

/** Takes the YAML between two lines of `---` off the head of a text. */
export async function readFrontMatter(text: string): Promise<FrontMatter> {
  const found = fence.exec(text);
  if (found === null) return { fields: {}, body: text };
  const [whole, yaml = ""] = found;
  const body = text.slice(whole.length);
  const { value, problem } = await readYaml(yaml);
  if (problem !== undefined) return { fields: {}, body, problem };
  if (value === undefined || value === null) return { fields: {}, body };
  return isRecord(value) ? { fields: value, body } : { fields: {}, body, problem: "its head is no list of names and values" };
}

async function readYaml(yaml: string): Promise<{ readonly value?: unknown; readonly problem?: string }> {
  const plain = plainYaml(yaml);
  if (plain !== undefined) return { value: plain.value };
  const { parseYaml } = await import("../config-files/parse-yaml.ts");
  const { problems: [problem], value } = parseYaml(yaml);
  if (problem === undefined) return { value };
  const meant = parseYaml(withQuotes(yaml, (text) => parseYaml(text).problems.length > 0));
  return meant.problems.length === 0 ? { value: meant.value } : { problem: `line ${problem.line + 1}: ${problem.message}` };
}

/**
 * Other programs take `description: Use it so: …` and `argument-hint: [file] [mode]` as they stand, which is no YAML. In
 * these two, which are words for people, a line that can't be read by itself is a text; anywhere else it stays a mistake.
 */
function withQuotes(yaml: string, isBroken: (text: string) => boolean): string {
  const inLine = (line: string): string => {
    const [, name, value] = /^(description|argument-hint):[ \t]+(?![[{][^\]}]*$)(.*\S)\s*$/.exec(line) ?? [];
    return name === undefined || value === undefined || !isBroken(line) ? line : `${name}: ${JSON.stringify(value)}`;
  };
  return yaml.split(/\r?\n/).map(inLine).join("\n");
}
