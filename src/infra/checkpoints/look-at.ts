import { lstatSync, readlinkSync } from "node:fs";
import type { Stats } from "node:fs";
import { nothingThere } from "../../core/checkpoints/file-state.ts";
import type { FileState } from "../../core/checkpoints/file-state.ts";
import { systemCodeOf } from "../files/file-error.ts";
import { readWholeFile } from "../files/read-file.ts";
import { hashOf } from "./blob-store.ts";

/** What stands at a path; `keep` gets the content of a file. Throws what `keep` throws, and nothing else. */
export async function lookAt(
  path: string,
  maxBytes: number,
  keep: (hash: string, bytes: Buffer) => void = () => undefined,
): Promise<FileState> {
  const info = infoOf(path);
  if (info === undefined) return nothingThere;
  if ("code" in info) return { kind: "unkept", why: `it can't be looked at (${info.code})`, stamp: info.code };
  if (info.isSymbolicLink()) return { kind: "link", target: readlinkSync(path) };
  const unkept = (why: string): FileState => ({ kind: "unkept", why, stamp: `${info.size} ${info.mtimeMs} ${info.ino}` });
  if (!info.isFile()) return unkept(info.isDirectory() ? "it is a folder" : "it is no regular file");
  if (info.size > maxBytes) {
    return unkept(`it is larger than ${(maxBytes / 1024 / 1024).toLocaleString("en-US")} MiB (setting checkpoints.maxFileMb)`);
  }
  const bytes = await bytesOf(path, maxBytes);
  if (typeof bytes === "string") return unkept(`it can't be read (${bytes})`);
  const hash = hashOf(bytes);
  keep(hash, bytes);
  return { kind: "file", hash, size: bytes.length, mode: info.mode & 0o7777, ...(info.nlink > 1 ? { links: info.nlink } : {}) };
}

function infoOf(path: string): Stats | { readonly code: string } | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    const code = systemCodeOf(error) ?? "unknown";
    return code === "ENOTDIR" ? undefined : { code };
  }
}

/** Or the system's code. */
async function bytesOf(path: string, maxBytes: number): Promise<Buffer | string> {
  try {
    return (await readWholeFile(path, maxBytes)).bytes;
  } catch (error) {
    return systemCodeOf(error) ?? "it changed meanwhile";
  }
}
