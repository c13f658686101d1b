import type { Fence, FenceProfile } from "../../../src/core/sandbox/fence.ts";
import { findProgram } from "../../../src/infra/sandbox/find-program.ts";
import { isInCi } from "../../needs-program.ts";
import { openFence } from "../../../src/infra/sandbox/open-fence.ts";

/**
 * The fence of this machine; `undefined` where its programs are not installed, but where `CI` is set: there they must be.
 * One that is there and does not work is an error.
 */
export async function fenceHere(profile: Omit<FenceProfile, "temp">): Promise<Fence | undefined> {
  const path = process.env["PATH"];
  if (process.platform !== "linux") return undefined;
  const missing = ["bwrap", ...(profile.domains.length > 0 ? ["socat"] : [])].find((program) => findProgram(program, path) === undefined);
  if (missing !== undefined) {
    if (isInCi(process.env)) throw new Error(`${missing} is missing`);
    return undefined;
  }
  const fence = await openFence({ platform: "linux", path, profile });
  if ("kind" in fence) return fence;
  throw new Error(fence.missing);
}
