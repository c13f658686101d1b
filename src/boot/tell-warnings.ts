/** Node's warnings in one line each, without the number of the process and advice for programmers of Node. */
export function tellWarnings(): void {
  process.removeAllListeners("warning");
  process.on("warning", ({ message }) => {
    process.stderr.write(`Warning: ${message.split("\n", 1)[0] ?? ""}\n`);
  });
}
