/** The environment variable of a key: `["chat", "maxTurns"]` is `AINATIVE_CODE_CHAT_MAX_TURNS`. */
export function variableName(path: readonly string[]): string {
  const words = path.join("_").replaceAll(wordEnd, "$1$2_").replaceAll(/[^A-Za-z0-9]+/g, "_");
  return `AINATIVE_CODE_${words.toUpperCase()}`;
}

/** Before a capital that begins a word: `max|Turns`, `base|URL`, `URL|Prefix`. */
const wordEnd = /([a-z0-9])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g;
