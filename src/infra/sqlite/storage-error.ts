import { statfsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { AinError, isAinError } from "@ainative-code/sdk";
import type { AinErrorOptions } from "@ainative-code/sdk";

interface Explanation extends Pick<AinErrorOptions, "actions" | "retryable"> {
  readonly sentence: string;
}

/** Makes the `storage` error, with what to do next, of anything the database or its file threw. */
export function storageError(file: string, thrown: unknown): AinError {
  if (isAinError(thrown)) return thrown;
  const code = codeOf(thrown);
  const { sentence, ...options } = explain(file, needsRoom.has(code) && isDiskFull(file) ? "ENOSPC" : code, thrown);
  const details = code === undefined ? undefined : { code, file };
  return new AinError("storage", sentence, { ...options, cause: thrown, details });
}

/** What SQLite says where it finds no room for the files beside the database. */
const needsRoom: ReadonlySet<string | undefined> = new Set(["SQLITE_IOERR", "SQLITE_CANTOPEN"]);

function isDiskFull(file: string): boolean {
  try {
    return statfsSync(dirname(file)).bavail === 0;
  } catch {
    return false;
  }
}

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : undefined;
}

function explain(file: string, code: string | undefined, thrown: unknown): Explanation {
  switch (code) {
    case "SQLITE_NOTADB":
    case "SQLITE_CORRUPT":
      return { sentence: `The session database ${file} is damaged.`, actions: damagedActions(file) };
    case "SQLITE_BUSY":
    case "SQLITE_LOCKED":
      return {
        sentence: `The session database ${file} is locked by another program.`,
        actions: ["Close the other program (another ainative-code, a database browser, a backup), then try again."],
        retryable: true,
      };
    case "SQLITE_FULL":
    case "ENOSPC":
    case "EDQUOT":
      return {
        sentence: `The disk is full: ${file} can't grow.`,
        actions: [`Free some space on the disk of ${dirname(file)}, then try again.`],
      };
    case "SQLITE_READONLY":
    case "SQLITE_CANTOPEN":
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOENT":
    case "ENOTDIR":
    case "EEXIST":
    case "EISDIR":
      return {
        sentence: `The session database ${file} can't be opened for writing.`,
        actions: [
          `Make ${dirname(file)} a folder you may write to.`,
          "Or keep everything elsewhere: set AINATIVE_CODE_HOME to a folder of your own.",
        ],
      };
    case "SQLITE_IOERR":
      return {
        sentence: `The disk failed while the session database ${file} was used.`,
        actions: ["Look whether the disk is full, over its quota, or gone; then try again."],
      };
    default:
      return { sentence: `The session database ${file} failed: ${thrown instanceof Error ? thrown.message : String(thrown)}` };
  }
}

/** The log files must go with it: SQLite would play an old one into a new database of the same name. */
function damagedActions(file: string): readonly string[] {
  const folder = join(dirname(file), "damaged");
  return [
    `Move it away, a new one is made at the next start: mkdir -p "${folder}" && mv "${file}"* "${folder}"`,
    `Then save what can be read of it: sqlite3 "${join(folder, basename(file))}" .recover | sqlite3 recovered.db`,
  ];
}
