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
    if (platform === "linux") return await linuxFence(path, profile);
    if (platform === "darwin") return await macFence(path, profile);
    return { missing: `there is none for ${platform}`, actions: ["Have each command asked about, or set sandbox.mode to off"] };
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return {
      missing: `it can't be set up: ${why}`,
      actions: ["Free some space in the folder for temporary files, and look at its rights"],
    };
  }
}

async function linuxFence(path: string | undefined, profile: FenceSource["profile"]): Promise<Fence | NoFence> {
  const found = (name: string): string | undefined => findProgram(name, path, profile.writable);
  const program = found("bwrap");
  if (program === undefined) return { missing: "bubblewrap (bwrap) is not installed", actions: [installCommand(osRelease())] };
  if (profile.domains.length === 0) return bubblewrapFence({ program, profile });
  if (found("socat") === undefined) {
    return { missing: "allowed domains need socat, which is not installed", actions: [installCommand(osRelease())] };
  }
  return (await import("./library-fence.ts")).libraryFence(profile, path);
}

async function macFence(path: string | undefined, profile: FenceSource["profile"]): Promise<Fence | NoFence> {
  if (profile.domains.length > 0) return (await import("./library-fence.ts")).libraryFence(profile, path);
  return (await import("./seatbelt-fence.ts")).seatbeltFence("/usr/bin/sandbox-exec", profile);
}

function osRelease(): string {
  try {
    return readFileSync("/etc/os-release", "utf8");
  } catch {
    return "";
  }
}
