/** The environment variable of a key: `["chat", "maxTurns"]` is `AINATIVE_CODE_CHAT_MAX_TURNS`. */
export function variableName(path: readonly string[]): string {
  const words = path.map((segment) =>
    segment
      .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
      .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
      .replaceAll(/[^A-Za-z0-9]+/g, "_")
      .replaceAll(/^_|_$/g, ""),
  );
  return `AINATIVE_CODE_${words.join("_").toUpperCase()}`;
}
