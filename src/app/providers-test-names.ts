import { AinError } from "@ainative-code/sdk";
import { probeNames } from "../core/capability-probe/probe.ts";
import type { ProbeName } from "../core/capability-probe/probe.ts";

/** Reads `text,tool`. Throws `invalid-input` for a name that is none. */
export function readProbeNames(text: string | undefined): readonly ProbeName[] {
  const names = (text ?? "").split(",").map((name) => name.trim()).filter((name) => name !== "");
  return names.map((name) => {
    const known = probeNames.find((probe) => probe === name);
    if (known !== undefined) return known;
    throw new AinError("invalid-input", `"${name}" is no capability that can be tried.`, {
      actions: [`Use these: ${probeNames.join(", ")}`],
    });
  });
}
