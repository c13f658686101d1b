/** `@path` at the beginning of a word. */
const mention = /(?<![^\s(])@([^\s`"'()<>,;@]*[^\s`"'()<>,;:!?.@*])/g;

/** Blocks between fences, and code within a line. */
const code = /^(`{3,}|~{3,})[^\n]*\n[^]*?(?:^\1[`~]*[ \t]*$|$(?![^]))|(?<!`)(`+)(?!`)[^\n]*?[^`\n]\2(?!`)|`[^`\n]+`/gm;

/** The paths that a text of rules imports, in order and each once; what stands in code is no import. */
export function importsIn(text: string): readonly string[] {
  const prose = text.replace(code, (found) => found.replaceAll(/[^\n]/g, " "));
  return [...new Set([...prose.matchAll(mention)].map(([, path = ""]) => path))];
}
