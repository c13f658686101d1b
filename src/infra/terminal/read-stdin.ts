import { fstatSync } from "node:fs";
import { AinError } from "@ainative-code/sdk";

export interface StdinOptions {
  /** There is a prompt already: standard input only adds to it, so nobody should wait for ever for a pipe left open. */
  readonly optional: boolean;
  /** Milliseconds to wait for the first byte where it is optional. */
  readonly firstByteMs?: number;
  readonly signal?: AbortSignal;
  readonly onNotice?: (text: string) => void;
}

/** A prompt, and whatever a person would pipe into one, is far smaller. */
const maxBytes = 10 * 1024 * 1024;

/**
 * What was piped or redirected into the process, as text; empty for a terminal, a closed descriptor and `/dev/null`.
 * Throws `invalid-input` over 10 MiB, and the reason of the signal.
 */
export async function readStdin({ optional, firstByteMs = 3000, signal, onNotice }: StdinOptions): Promise<string> {
  if (!hasInput()) return "";
  const chunks: Buffer[] = [];
  let size = 0;
  const timer = optional
    ? setTimeout(() => {
        onNotice?.(`Standard input gave nothing within ${firstByteMs / 1000} seconds and was left out.`);
        process.stdin.destroy();
      }, firstByteMs)
    : undefined;
  const stop = (): void => void process.stdin.destroy();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    signal?.throwIfAborted();
    for await (const bytes of process.stdin as AsyncIterable<Buffer>) {
      clearTimeout(timer);
      size += bytes.length;
      if (size > maxBytes) {
        throw new AinError("invalid-input", "Standard input is larger than 10 MiB.", {
          actions: ["Give the path of the file in the prompt"],
        });
      }
      chunks.push(bytes);
    }
  } catch (thrown) {
    signal?.throwIfAborted();
    if (chunks.length > 0 || !(thrown instanceof Error && "code" in thrown && thrown.code === "ERR_STREAM_PREMATURE_CLOSE")) {
      throw thrown;
    }
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
  signal?.throwIfAborted();
  return Buffer.concat(chunks).toString("utf8");
}

function hasInput(): boolean {
  if (process.stdin.isTTY) return false;
  try {
    const kind = fstatSync(0);
    return kind.isFIFO() || kind.isFile() || kind.isSocket();
  } catch {
    return false;
  }
}
