import type { ServerEvents } from "./connection.ts";

/** Messages at once, and then so many a second: what a person could still read. */
const burst = 100;
const perSecond = 10;

/** The same log for a server that may flood it: what is too much is left out and counted. `now` gives milliseconds. */
export function calmLog(onLog: ServerEvents["onLog"], now: () => number): ServerEvents["onLog"] {
  let [credit, last, left] = [burst, now(), 0];
  return (level, message) => {
    const at = now();
    [credit, last] = [Math.min(burst, credit + ((at - last) * perSecond) / 1000), at];
    if (credit < 1) {
      if (left === 0) onLog("warn", "says more than is kept; some of it is left out from here on");
      left += 1;
      return;
    }
    credit -= 1;
    if (left > 0) onLog("warn", `${left} messages were left out`);
    left = 0;
    onLog(level, message);
  };
}
