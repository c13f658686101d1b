import { AinError, isAinError } from "@ainative-code/sdk";

export function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

interface Told {
  readonly code: "invalid-input" | "storage";
  readonly because: string;
  readonly action: string;
}

const told: Readonly<Record<string, Told>> = {
  ENOENT: { code: "invalid-input", because: "it does not exist", action: "Check the path; the glob tool finds files by name." },
  ENOTDIR: { code: "invalid-input", because: "a part of the path is not a folder", action: "Check the path." },
  EEXIST: { code: "invalid-input", because: "a part of the path is there already and is no folder", action: "Check the path." },
  EISDIR: { code: "invalid-input", because: "it is a folder", action: "Name a file in it." },
  ENAMETOOLONG: { code: "invalid-input", because: "the name is too long", action: "Choose a shorter name." },
  ELOOP: { code: "invalid-input", because: "it became a symbolic link meanwhile", action: "Try again." },
  ENOSPC: { code: "storage", because: "the disk is full", action: "Free some space and try again." },
  EDQUOT: { code: "storage", because: "the disk quota is used up", action: "Free some space and try again." },
  EROFS: { code: "storage", because: "the file system is read-only", action: "Work in a folder that can be written." },
  EACCES: { code: "storage", because: "the system does not permit it", action: "Check owner and mode with `ls -l`." },
  EPERM: { code: "storage", because: "the system does not permit it", action: "Check owner and attributes of the file." },
  EFBIG: { code: "storage", because: "it would be larger than the system allows", action: "Write less." },
  EIO: { code: "storage", because: "the disk reported an error", action: "Check the disk." },
  EMFILE: { code: "storage", because: "too many files are open", action: "Raise the limit with `ulimit -n`." },
};

/**
 * The sentence for a failed file operation, for example `fileError(error, "write", "/a/b")`. What is not a system's error
 * stays as it is.
 */
export function fileError(error: unknown, verb: string, path: string): unknown {
  const systemCode = systemCodeOf(error);
  if (isAinError(error) || systemCode === undefined) return error;
  const { code, because, action } = told[systemCode] ?? {
    code: "storage" as const,
    because: `the system answered ${systemCode}`,
    action: "Check the path and the disk.",
  };
  return new AinError(code, `Can't ${verb} ${path}: ${because}.`, { actions: [action], vendorCode: systemCode, cause: error });
}
