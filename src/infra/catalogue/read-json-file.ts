import { readFileSync } from "node:fs";

/** The value of a JSON file; `undefined` where there is none. Throws what is wrong with it. */
export function readJsonFile(path: string): unknown {
  const text = textOf(path);
  return text === undefined ? undefined : JSON.parse(text);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") return undefined;
    throw thrown;
  }
}
