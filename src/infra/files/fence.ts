import { sep } from "node:path";
import { AinError } from "@ainative-code/sdk";
import { realPathOf } from "./real-path-of.ts";

/** Absolute paths, symlinks resolved, that a call may reach beside the working directory; a folder stands for all below it. */
export interface Grants {
  readonly read: readonly string[];
  /** May be read as well. */
  readonly write: readonly string[];
}

export interface FenceOptions {
  /** Absolute, symlinks resolved. */
  readonly cwd: string;
  readonly grants: Grants;
  /** Nothing is refused. */
  readonly unconfined: boolean;
  /** What is not to be read whatever else holds; absolute, symlinks resolved. */
  readonly denied?: ((real: string) => boolean) | undefined;
}

/** Resolves a path and refuses, with `permission-denied`, one outside what the call may reach. */
export interface Fence {
  readable(path: string): string;
  writable(path: string): string;
  /** For a path that is resolved already. */
  allows(real: string, kind: "read" | "write"): boolean;
  /** Throws `permission-denied` where a rule keeps what is in a file from being read. */
  checkDenied(real: string): void;
}

export function createFence({ cwd, grants, unconfined, denied }: FenceOptions): Fence {
  const allows = (real: string, kind: "read" | "write"): boolean =>
    unconfined ||
    isWithin(cwd, real) ||
    grants.write.some((root) => isWithin(root, real)) ||
    (kind === "read" && grants.read.some((root) => isWithin(root, real)));
  const check = (path: string, kind: "read" | "write"): string => {
    const real = realPathOf(cwd, path);
    if (!allows(real, kind)) throw refused(path, real, kind);
    return real;
  };
  const checkDenied = (real: string): void => {
    if (denied?.(real) === true) throw ruledOut(real);
  };
  return { readable: (path) => check(path, "read"), writable: (path) => check(path, "write"), allows, checkDenied };
}

export function refused(path: string, real: string, kind: "read" | "write"): AinError {
  const where = real === path ? path : `${path} (really ${real})`;
  return new AinError("permission-denied", `${where} is outside the working directory, and this call may not ${kind} it.`, {
    actions: ["Use a path inside the working directory, or ask the user to allow this one."],
  });
}

function ruledOut(real: string): AinError {
  return new AinError("permission-denied", `${real} is not to be read, by the user's rules.`, {
    actions: ["Go on without it, or ask the user to change the rule."],
  });
}

/** Both absolute and resolved. */
export function isWithin(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}
