import { cleanText } from "./clean-text.ts";

/** Characters of a program's last output that are worth keeping for `lastWords`: the trace of an error is long. */
export const keptOfSaid = 8192;
/** Characters of the words themselves. */
const maxWords = 600;

/** Of what a program said before it ended the end, in one line, without the traces of its calls, which would push out why. */
export function lastWords(said: string): string {
  const lines = cleanText(said, keptOfSaid).split("\n").map((line) => line.trim());
  const words = lines.filter((line) => line !== "" && !isTrace(line)).join(" | ");
  return words.length <= maxWords ? words : `…${words.slice(1 - maxWords)}`;
}

/** A frame of a call, the place in the runtime's own code, or the mark under a line of source: Node's, and Python's. */
function isTrace(line: string): boolean {
  return /^(?:at .*(?::\d+:\d+\)?|\(<anonymous>\)|\(native\))(?: \{)?|\(?node:[\w/.-]+:\d+(?::\d+)?\)?|Node\.js v\d[\w.-]*|throw err;|[\^~]+|File ".*", line \d+.*)$/.test(
    line,
  );
}
