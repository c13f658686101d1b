import type { Face } from "./face.ts";
import { untilResult } from "./face.ts";
import { resultJson } from "./result-json.ts";

/** One JSON object when all is done. */
export const jsonFace: Face = async (events, output) => {
  const result = await untilResult(events, () => undefined);
  output.stdout(`${JSON.stringify(resultJson(result), undefined, 2)}\n`);
  return result;
};
