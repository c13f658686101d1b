import { constants } from "node:fs";
import { open } from "node:fs/promises";

/** Not on Windows, which has neither. */
const noWaiting = process.platform === "win32" ? 0 : constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** The first `maxBytes` of a file as text. Throws for anything but a regular file; a named pipe is not waited for. */
export async function readBeginning(path: string, maxBytes: number): Promise<string> {
  const file = await open(path, constants.O_RDONLY | noWaiting);
  try {
    const info = await file.stat();
    if (!info.isFile()) throw new Error(`${path} is no file`);
    const bytes = Buffer.alloc(Math.min(maxBytes, info.size + 1));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}
