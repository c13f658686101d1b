import { writeSync } from "node:fs";

/** Writes to stdout without waking Node's stream for it, which costs a tenth of an empty start. */
export function writeOut(text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(1, bytes, written);
  } catch (error) {
    if (isCode(error, "EPIPE")) return;
    if (!isCode(error, "EAGAIN")) leaveUnwritten(error);
    process.stdout.write(bytes.subarray(written));
  }
}

/** A reader that has seen enough (`| head -1`) ends the program; it is no failure. Anything else in the way of the output is. */
export function endQuietlyWithReader(): void {
  process.stdout.on("error", (error) => {
    if (isCode(error, "EPIPE")) process.exit(0);
    leaveUnwritten(error);
  });
}

/** Nothing more can be said on stdout. The exit code is that of `storage`. */
function leaveUnwritten(error: unknown): never {
  const why = isCode(error, "ENOSPC") ? "the disk is full" : error instanceof Error ? error.message : String(error);
  try {
    writeSync(2, `Error: the output can't be written: ${why}.\nTry: Make room, or send the output elsewhere\n`);
  } catch {
    // stderr is gone as well; the exit code is left.
  }
  process.exit(1);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
