import { readFileSync } from "node:fs";
import { installCommand } from "../../core/sandbox/cures.ts";
import type { Fence, FenceProfile, NoFence } from "../../core/sandbox/fence.ts";
import { bubblewrapFence } from "./bubblewrap-fence.ts";
import { findProgram } from "./find-program.ts";

export interface FenceSource {
  readonly platform: NodeJS.Platform;
  /** The variable `PATH`. */
  readonly path: string | undefined;
  readonly profile: Omit<FenceProfile, "temp">;
}

/** The fence that this machine can make, tried out. Never throws. */
export async function openFence({ platform, path, profile }: FenceSource): Promise<Fence | NoFence> {
  try {
    if (platform !== "linux") return { missing: `there is none for ${platform}`, actions: ["Have each command asked about, or set sandbox.mode to off"] };
    const program = findProgram("bwrap", path, profile.writable);
    if (program === undefined) return { missing: "bubblewrap (bwrap) is not installed", actions: [installCommand(osRelease())] };
    return await bubblewrapFence({ program, profile });
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return { missing: `it can't be set up: ${why}`, actions: ["Free some space in the folder for temporary files, and look at its rights"] };
  }
}

function osRelease(): string {
  try {
    return readFileSync("/etc/os-release", "utf8");
  } catch {
    return "";
  }
}
