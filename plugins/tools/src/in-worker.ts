import { Worker } from "node:worker_threads";
import type { WorkerOptions } from "node:worker_threads";

/** MiB of objects: about ten times what the largest page or document takes that is let in. */
const maxOldGenerationSizeMb = 512;
/** Bytes by which this process may grow meanwhile: plain bytes count for no thread, and fill the machine all the same. */
const maxGrowth = 1024 * 1024 * 1024;
/** Milliseconds between two looks at that. */
const lookEvery = 50;

export interface WorkerLimits {
  /** Milliseconds. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** `answer`, or why there is none: it took too long, it took too much memory, it ended by itself or by the signal. */
export type WorkerEnd = { readonly answer: unknown } | { readonly without: "time" | "memory" | "end" };

/**
 * Has an export of this package (`name`) make one answer from `workerData`, beside the main thread: what
 * does not come to an end there is ended. `workerData` is copied, but for what is in `transferList`. Never throws.
 */
export async function inWorker(
  name: string,
  workerData: unknown,
  { limit, signal }: WorkerLimits,
  transferList: WorkerOptions["transferList"] = [],
): Promise<WorkerEnd> {
  const url = new URL(import.meta.resolve(`@ainative-code/plugin-tools/${name}`));
  const worker = new Worker(url, {
    workerData,
    transferList,
    resourceLimits: { maxOldGenerationSizeMb },
    stderr: true,
    execArgv: execArgv(url),
  });
  const ended = Promise.withResolvers<WorkerEnd>();
  const stop = (without: "time" | "memory" | "end"): void => ended.resolve({ without });
  const onAbort = (): void => stop("end");
  const timer = setTimeout(() => stop("time"), limit);
  const before = process.memoryUsage.rss();
  const looks = setInterval(() => process.memoryUsage.rss() - before > maxGrowth && stop("memory"), lookEvery);
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  worker.once("message", (answer: unknown) => ended.resolve({ answer }));
  worker.once("error", (error: NodeJS.ErrnoException) => stop(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory" : "end"));
  worker.once("exit", () => stop("end"));
  try {
    return await ended.promise;
  } finally {
    clearTimeout(timer);
    clearInterval(looks);
    signal.removeEventListener("abort", onAbort);
    void worker.terminate();
  }
}

/** Without what the process was started with for itself: a debugger, a heap of another size. */
function execArgv({ pathname }: URL): string[] {
  return pathname.endsWith(".ts") ? ["--conditions=ainative-source", "--no-warnings"] : [];
}
