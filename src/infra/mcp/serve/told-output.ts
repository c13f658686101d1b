/**
 * Notifications of one call: so many at once, then so many a second, with so many characters of the output since the last
 * one.
 */
const burst = 20;
const perSecond = 10;
const maxTold = 2000;

/** Tells output in bounded pieces: of a flood, the end counts. */
export function toldOutput(tell: (text: string, count: number) => void): (text: string) => void {
  let [count, held, credit, last] = [0, "", burst, performance.now()];
  return (text) => {
    held = (held + text).slice(-maxTold);
    const now = performance.now();
    [credit, last] = [Math.min(burst, credit + ((now - last) * perSecond) / 1000), now];
    if (credit < 1) return;
    [credit, count] = [credit - 1, count + 1];
    tell(held, count);
    held = "";
  };
}
