import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AinError } from "@ainative-code/sdk";
import { bubblewrapArguments } from "../../core/sandbox/bubblewrap-arguments.ts";
import type { Fence, FenceProfile, FencedStart, NoFence, WrapOptions } from "../../core/sandbox/fence.ts";
import { cures } from "../../core/sandbox/cures.ts";
import { seccompProgram } from "../../core/sandbox/seccomp-program.ts";
import { fenceFailure } from "./fence-failure.ts";
import { inheritedDescriptors, withoutDescriptors } from "./inherited-descriptors.ts";
import { mountsFor, resolvedProfile } from "./mounts.ts";
import type { Mounts } from "./mounts.ts";
import { usePlaceholders } from "./placeholders.ts";
import { sessionTemp } from "./session-temp.ts";

export interface BubblewrapOptions {
  /** `bwrap`, absolute. */
  readonly program: string;
  readonly profile: Omit<FenceProfile, "temp">;
}

/** Without a network there is nothing to wait for: npm alone would try again for minutes before it says so. */
const impatient = { npm_config_fetch_retries: "0", PIP_RETRIES: "0", CARGO_NET_RETRY: "0" };

/** Number of the descriptor that `bwrap` reads the filter from. */
const filterFd = 3;

/** A fence without any network, once it has proved to work here. */
export async function bubblewrapFence({ program, profile }: BubblewrapOptions): Promise<Fence | NoFence> {
  const folder = sessionTemp();
  try {
    const wrapped = wrapping(program, filterFile(folder.path));
    const whole = resolvedProfile({ ...profile, temp: folder.inside });
    const failure = await fenceFailure(wrapped(["/bin/sh", "-c", ":"], { cwd: "/" }, mountsFor({ ...whole, writable: [] })));
    const wrap: Fence["wrap"] = async (argv, options) => {
      if (!existsSync(folder.inside)) throw folderGone();
      const { writable = [], visible = [], untilParentEnds } = options;
      const here = {
        ...whole,
        writable: [...new Set([...whole.writable, ...writable])],
        visible: [...new Set([...whole.visible, ...visible])],
      };
      return wrapped(argv, options, mountsFor(here, untilParentEnds));
    };
    if (failure === undefined) return { kind: "bubblewrap", wrap, close: async () => folder.remove() };
    folder.remove();
    return { missing: `bubblewrap does not work here: ${failure.split("\n")[0] ?? ""}`, actions: cures(failure) };
  } catch (thrown) {
    folder.remove();
    throw thrown;
  }
}

function wrapping(
  program: string,
  filter: string | undefined,
): (argv: readonly string[], options: WrapOptions, mounts: Mounts) => FencedStart {
  const inherited = inheritedDescriptors();
  return (argv, { cwd, untilParentEnds = false, network = false }, { mounts, placeholders }) => {
    const own = bubblewrapArguments({ mounts, cwd, untilParentEnds, network, ...(filter === undefined ? {} : { filterFd }) });
    const [file, ...args] = withoutDescriptors(
      [program, ...own, ...argv],
      inherited,
      filter === undefined ? undefined : filterFd,
    );
    const start = {
      file,
      args,
      env: network ? { TMPDIR: "/tmp" } : { TMPDIR: "/tmp", ...impatient },
      done: usePlaceholders(placeholders),
    };
    return filter === undefined ? start : { ...start, third: filter };
  };
}

/** It is not made anew: somebody else could be quicker in a folder that all may write to. */
function folderGone(): AinError {
  return new AinError("storage", "The command was not run: the sandbox's folder for temporary files is gone.", {
    actions: ["Start ainative-code again, and keep what clears old files away from it."],
  });
}

function filterFile(folder: string): string | undefined {
  const program = seccompProgram(process.arch);
  if (program === undefined) return undefined;
  const file = join(folder, "filter");
  writeFileSync(file, program, { mode: 0o600 });
  return file;
}
