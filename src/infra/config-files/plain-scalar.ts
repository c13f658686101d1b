/** What stands for a value that is not plain. */
export const notPlain = Symbol("not plain");

/**
 * The value of a scalar as the core schema of YAML 1.2 has it, where there is no doubt: words, whole numbers, `true`,
 * `false`, quoted texts without escapes. `flow`: it stands in brackets.
 */
export function plainScalar(text: string, flow: boolean): string | number | boolean | null | typeof notPlain {
  const quoted = /^"([^"\\]*)"$|^'((?:[^']|'')*)'$/.exec(text);
  if (quoted !== null) return quoted[1] ?? (quoted[2] ?? "").replaceAll("''", "'");
  if (text === "true" || text === "false") return text === "true";
  if (/^(?:0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  return (flow ? flowWord : blockWord).test(text) && !otherMeaning.test(text) ? text : notPlain;
}

/** Nothing that begins a comment, a mapping or another line of the text. */
const blockWord = /^[A-Za-z0-9_$/](?:[!-9;-~]|:(?=[!-~])| (?=[!"$-~]))*$/;
const flowWord = /^[A-Za-z0-9_$/](?:[!"$-+\--9;-Z\\^-z|~]| (?=[!"$-+\--9;-Z\\^-z|~]))*$/;

/** Numbers in other forms, and the words of null and the truth values in other cases. */
const otherMeaning = /^(?:null|true|false|[\d.]+(?:e.*)?|0[xo].*)$/i;
