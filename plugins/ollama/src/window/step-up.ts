/** The smallest window asked for: what the server itself gives the smallest machines. */
const smallest = 4096;

/**
 * The next window of the row 4096, 6144, 8192, 12288, 16384, 24576, … that holds so many tokens. Every other value of
 * `num_ctx` makes the server load the model anew and read the whole prompt again, so a conversation that grows may change
 * it seldom; memory is taken for the whole window, so it may not be much too large. Steps of a third and a half do both:
 * from 4,096 to 131,072 tokens a session loads ten times, at most a third of the window is unused, and since the windows
 * grow like a geometric row, all the reading again together is a small multiple of the last prompt.
 */
export function stepUp(tokens: number): number {
  let step = smallest;
  while (step < tokens) step = isPowerOfTwo(step) ? step * 1.5 : (step / 3) * 4;
  return step;
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}
