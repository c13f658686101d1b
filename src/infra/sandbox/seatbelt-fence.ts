import type { Fence, FenceProfile, FencedStart, NoFence, WrapOptions } from "../../core/sandbox/fence.ts";
import { seatbeltProfile } from "../../core/sandbox/seatbelt-profile.ts";
import { realPathOf } from "../files/real-path-of.ts";
import { fenceFailure } from "./fence-failure.ts";
import { sessionTemp } from "./session-temp.ts";

/** A fence of macOS without any network, once it has proved to work here. `program` is `sandbox-exec`, absolute. */
export async function seatbeltFence(program: string, profile: Omit<FenceProfile, "temp">): Promise<Fence | NoFence> {
  const folder = sessionTemp();
  const temp = folder.inside;
  const hidden = [...new Set(profile.hidden.flatMap((path) => [path, realPathOf("/", path)]))];
  const start = (argv: readonly string[], { network = false, writable = [] }: Partial<WrapOptions>): FencedStart => {
    const text = seatbeltProfile({ ...profile, temp, hidden, writable: [...profile.writable, ...writable] }, network);
    return { file: program, args: ["-p", text, ...argv], env: { TMPDIR: temp }, done: () => undefined };
  };
  const failure = await fenceFailure(start(["/usr/bin/true"], {}));
  if (failure === undefined) {
    return { kind: "seatbelt", wrap: async (argv, options) => start(argv, options), close: async () => folder.remove() };
  }
  folder.remove();
  return {
    missing: `sandbox-exec does not work here: ${failure.split("\n")[0] ?? ""}`,
    actions: ["Try it by hand: sandbox-exec -p '(version 1)(allow default)' /usr/bin/true"],
  };
}
