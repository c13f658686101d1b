import { AinError } from "@ainative-code/sdk";

/** How many values are named in a message. */
const shownValues = 8;

/** Nobody is there to be asked, and a flag that would answer is missing. */
export function flagNeeded(state: string, flag: string, values: readonly string[]): AinError {
  const rest = values.length - shownValues;
  const list = `${values.slice(0, shownValues).join(" | ")}${rest > 0 ? ` | … (${rest} more)` : ""}`;
  return new AinError("not-configured", state, {
    actions: [`Say which one: ${flag} ${list}`.trimEnd(), "Or run it on a terminal, which asks: ainative-code setup"],
  });
}
