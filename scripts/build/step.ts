/** Does one step of the build and prints a line with the time it took. A failed step says why and lets others go on. */
export async function step<T>(name: string, work: () => Promise<T> | T): Promise<T | undefined> {
  const begin = performance.now();
  try {
    const result = await work();
    console.log(`${name.padEnd(42)} ${((performance.now() - begin) / 1000).toFixed(2)} s`);
    return result;
  } catch (error) {
    console.error(`${name.padEnd(42)} failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
    return undefined;
  }
}
