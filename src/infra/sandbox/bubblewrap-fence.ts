import { closeSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bubblewrapArguments } from "../../core/sandbox/bubblewrap-arguments.ts";
import type { Fence, FenceProfile, FencedStart, NoFence, WrapOptions } from "../../core/sandbox/fence.ts";
import { cures } from "../../core/sandbox/cures.ts";
import { seccompProgram } from "../../core/sandbox/seccomp-program.ts";
import { childProcess } from "../process/child-process.ts";
import { mountsFor } from "./mounts.ts";
import type { Mounts } from "./mounts.ts";
import { usePlaceholders } from "./placeholders.ts";
import { sessionTemp } from "./session-temp.ts";

export interface BubblewrapOptions {
  /** `bwrap`, absolute. */
  readonly program: string;
  readonly profile: Omit<FenceProfile, "temp">;
}

/** Milliseconds for the first, empty command; a machine under load takes some. */
const probeWithinMs = 10_000;

/** Number of the descriptor that `bwrap` reads the filter from. */
const filterFd = 3;

/** A fence without any network, once it has proved to work here. */
export async function bubblewrapFence({ program, profile }: BubblewrapOptions): Promise<Fence | NoFence> {
  const folder = sessionTemp();
  const temp = join(folder.path, "tmp");
  mkdirSync(temp, { mode: 0o700 });
  const filter = filterFile(folder.path);
  const wrapped = (argv: readonly string[], { cwd, untilParentEnds = false }: WrapOptions, { mounts, placeholders }: Mounts): FencedStart => {
    const args = bubblewrapArguments({ mounts, cwd, untilParentEnds, ...(filter === undefined ? {} : { filterFd }) });
    const start = { file: program, args: [...args, ...argv], env: { TMPDIR: "/tmp" }, done: usePlaceholders(placeholders) };
    return filter === undefined ? start : { ...start, third: filter };
  };
  const failure = await failureOf(wrapped(["/bin/sh", "-c", ":"], { cwd: "/" }, mountsFor({ ...profile, temp, writable: [] })));
  const wrap: Fence["wrap"] = async (argv, options) => wrapped(argv, options, mountsFor({ ...profile, temp }));
  if (failure === undefined) return { kind: "bubblewrap", wrap, close: async () => folder.remove() };
  folder.remove();
  return { missing: `bubblewrap does not work here: ${failure.split("\n")[0] ?? ""}`, actions: cures(failure) };
}

function filterFile(folder: string): string | undefined {
  const program = seccompProgram(process.arch);
  if (program === undefined) return undefined;
  const file = join(folder, "filter");
  writeFileSync(file, program, { mode: 0o600 });
  return file;
}

/** What is wrong, in the program's own words; `undefined` where it ended well. */
async function failureOf({ file, args, third, done }: FencedStart): Promise<string | undefined> {
  const end = Promise.withResolvers<string | undefined>();
  const fd = third === undefined ? undefined : openSync(third, "r");
  try {
    const child = childProcess().spawn(file, args, {
      stdio: ["ignore", "ignore", "pipe", fd ?? "ignore"],
      timeout: probeWithinMs,
      killSignal: "SIGKILL",
    });
    let told = "";
    child.stderr?.on("data", (chunk: Buffer) => (told += chunk.toString("utf8")));
    child.once("error", (error) => {
      end.resolve(error.message);
    });
    child.once("close", (code, signal) => {
      end.resolve(code === 0 ? undefined : told.trim() || `it ended with ${String(code ?? signal)}`);
    });
    return await end.promise;
  } finally {
    if (fd !== undefined) closeSync(fd);
    done();
  }
}
