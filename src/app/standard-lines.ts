import { inputLines, type InputLine } from "../infra/terminal/input-lines.ts";

/** The lines of standard input, until it ends or the signal aborts. Never throws. */
export async function* standardLines(signal: AbortSignal): AsyncGenerator<InputLine, void> {
  const stop = (): void => void process.stdin.destroy();
  signal.addEventListener("abort", stop, { once: true });
  try {
    if (!signal.aborted) yield* inputLines(process.stdin);
  } catch {
    // Who wrote to it has gone: it has ended.
  } finally {
    signal.removeEventListener("abort", stop);
    stop();
  }
}
