import { warningText } from "./warning-text.ts";

/** Node's warnings in one line each, without the number of the process and advice for programmers of Node. */
export function tellWarnings(): void {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    process.stderr.write(`Warning: ${warningText(warning)}\n`);
  });
}
