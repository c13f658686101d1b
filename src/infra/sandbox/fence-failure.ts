import { closeSync, openSync } from "node:fs";
import type { FencedStart } from "../../core/sandbox/fence.ts";
import { childProcess } from "../process/child-process.ts";

/** Milliseconds for an empty command; a machine under load takes some. */
const probeWithinMs = 10_000;

/** What is wrong, in the program's own words; `undefined` where it ended well. */
export async function fenceFailure({ file, args, third, done }: FencedStart): Promise<string | undefined> {
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
