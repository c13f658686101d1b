import type { Fence, FenceProfile } from "../../../src/core/sandbox/fence.ts";
import { findProgram } from "../../../src/infra/sandbox/find-program.ts";
import { isInCi } from "../../needs-program.ts";
import { openFence } from "../../../src/infra/sandbox/open-fence.ts";

/** Whether a fence can be had on this machine; where `CI` is set its programs must be there, or this throws. */
export function isFenceHere(domains: readonly string[] = []): boolean {
  if (process.platform !== "linux") return false;
  const programs = ["bwrap", ...(domains.length > 0 ? ["socat"] : [])];
  const missing = programs.find((program) => findProgram(program, process.env["PATH"]) === undefined);
  if (missing !== undefined && isInCi(process.env)) throw new Error(`${missing} is missing`);
  return missing === undefined;
}

/** The fence of this machine; `undefined` where there is none. One that is there and does not work is an error. */
export async function fenceHere(profile: Omit<FenceProfile, "temp">): Promise<Fence | undefined> {
  if (!isFenceHere(profile.domains)) return undefined;
  const fence = await openFence({ platform: "linux", path: process.env["PATH"], profile });
  if ("kind" in fence) return fence;
  throw new Error(fence.missing);
}
