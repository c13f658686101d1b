/** Milliseconds until a server that has failed so many times in a row is tried again. */
export function backOffMs(failures: number): number {
  return failures === 0 ? 0 : Math.min(500 * 2 ** (failures - 1), 60_000);
}
