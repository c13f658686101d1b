import { readFileSync, statSync } from "node:fs";
import { AinError } from "@ainative-code/sdk";

/** No config is so long; one that is would only keep the YAML reader busy. */
const maxBytes = 256 * 1024;

export interface TextFile {
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
}

/**
 * A whole UTF-8 file, without its byte order mark; `undefined` where there is none. Throws `storage` where it can't be
 * read and `invalid-input` where it is no text file of a sensible size.
 */
export function readTextFile(file: string): TextFile | undefined {
  try {
    const state = statSync(file, { throwIfNoEntry: false });
    if (state === undefined) return undefined;
    if (!state.isFile()) throw notUsable(file, "is not a file");
    if (state.size > maxBytes) throw notUsable(file, "is larger than 256 KiB");
    return { text: decode(readFileSync(file), file), changedAt: state.ctimeMs };
  } catch (error) {
    throw readError(file, error);
  }
}

/** A text that changes whenever the file does, without reading it; `undefined` where there is none. Throws `storage`. */
export function fileStamp(file: string): string | undefined {
  try {
    const state = statSync(file, { throwIfNoEntry: false });
    return state === undefined ? undefined : stampOf(state);
  } catch (error) {
    throw readError(file, error);
  }
}

function stampOf(state: {
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
}): string {
  return `${String(state.ino)}:${String(state.size)}:${String(state.mtimeMs)}:${String(state.ctimeMs)}`;
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw notUsable(file, "is not UTF-8 text");
  }
}

function notUsable(file: string, why: string): AinError {
  return new AinError("invalid-input", `${file} ${why}.`, { actions: ["Move it away, or make it a YAML file."] });
}

function readError(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string" || !error.code.startsWith("E")) {
    return error;
  }
  return new AinError("storage", `${file} can't be read (${error.code}).`, {
    actions: ["Make it readable for your user."],
    vendorCode: error.code,
    cause: error,
  });
}
