import { appendFile, open, type FileHandle } from "node:fs/promises";
import { AinError, isAinError, type TapeEntry, type TapeHeader } from "@ainative-code/sdk";

/**
 * Opens a tape to write on: makes the file (readable by its owner only) with its header, or goes on at the end of one.
 * Throws `invalid-input` where the file is there and is no tape, or its last entry was cut off; `storage` where it can't
 * be written. What it returns puts one entry on the disk and may throw `storage`.
 */
export async function openTapeFile(path: string, createdAt: string): Promise<(entry: TapeEntry) => Promise<void>> {
  await begin(path, createdAt);
  return async (entry) => {
    try {
      await appendFile(path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    } catch (cause) {
      throw unwritable(path, cause);
    }
  };
}

async function begin(path: string, createdAt: string): Promise<void> {
  try {
    const file = await open(path, "a+", 0o600);
    try {
      await headed(file, path, createdAt);
    } finally {
      await file.close();
    }
  } catch (thrown) {
    throw isAinError(thrown) ? thrown : unwritable(path, thrown);
  }
}

async function headed(file: FileHandle, path: string, createdAt: string): Promise<void> {
  const { size } = await file.stat();
  if (size > 0) await assertTape(file, size, path);
  else await file.appendFile(`${JSON.stringify({ tape: 1, createdAt } satisfies TapeHeader)}\n`);
}

const opening = '{"tape":1,';

async function assertTape(file: FileHandle, size: number, path: string): Promise<void> {
  const head = await textAt(file, 0, opening.length);
  const last = await textAt(file, size - 1, 1);
  if (head === opening && last === "\n") return;
  const what = head === opening ? "is a tape whose last entry was cut off" : "is there already and is no tape";
  throw new AinError("invalid-input", `${path} ${what}.`, { actions: ["Record to another file: --record FILE"] });
}

async function textAt(file: FileHandle, position: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.toString("utf8", 0, bytesRead);
}

function unwritable(path: string, cause: unknown): AinError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AinError("storage", `The tape ${path} can't be written: ${reason}`, {
    actions: ["Record to a file in a folder that exists and can be written: --record FILE"],
    cause,
  });
}
