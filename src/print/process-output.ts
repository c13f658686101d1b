import type { Output } from "./output.ts";

/** The process's own two streams. */
export const processOutput: Output = {
  stdout(text) {
    process.stdout.write(text);
  },
  stderr(text) {
    process.stderr.write(text);
  },
};
