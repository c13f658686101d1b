/**
 * What the promise gives, or an error after so many milliseconds. Until then the process stays alive: code of others that
 * never settles would end it without a word. `onLate` hears that the work goes on although nobody waits for it.
 */
export async function within<T>(limitMs: number, work: Promise<T>, onLate?: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      onLate?.();
      reject(new Error(`took longer than ${limitMs} ms`));
    }, limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
