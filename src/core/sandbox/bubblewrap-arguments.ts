/** What stands where inside, in the order in which it is mounted: a later one covers an earlier one. */
export type Mount =
  | { readonly kind: "writable" | "readable"; readonly path: string; readonly from?: string }
  /** An empty folder that nothing can be written to. */
  | { readonly kind: "empty"; readonly path: string }
  /** A file that nothing can be read from. */
  | { readonly kind: "unreadable"; readonly path: string };

export interface BubblewrapOptions {
  readonly mounts: readonly Mount[];
  readonly cwd: string;
  /** File descriptor with the filter of system calls. */
  readonly filterFd?: number;
  readonly untilParentEnds?: boolean;
  /** It keeps the network of the machine. */
  readonly network?: boolean;
}

/** Namespaces of its own for users, processes, messages and the host's name; no capability. */
const apart = ["--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--cap-drop", "ALL"];

/** All that is there, to be read; devices and processes of its own. */
const whole = ["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"];

/** `bwrap`'s arguments, up to the program that it starts. */
export function bubblewrapArguments({ mounts, cwd, filterFd, untilParentEnds, network }: BubblewrapOptions): readonly string[] {
  return [
    ...apart,
    ...(network === true ? [] : ["--unshare-net"]),
    ...(untilParentEnds === true ? ["--die-with-parent"] : []),
    ...whole,
    ...mounts.flatMap(argumentsOf),
    "--chdir",
    cwd,
    ...(filterFd === undefined ? [] : ["--seccomp", String(filterFd)]),
    "--",
  ];
}

function argumentsOf(mount: Mount): readonly string[] {
  switch (mount.kind) {
    case "writable":
      return ["--bind", mount.from ?? mount.path, mount.path];
    case "readable":
      return ["--ro-bind", mount.from ?? mount.path, mount.path];
    case "empty":
      return ["--perms", "0555", "--tmpfs", mount.path, "--remount-ro", mount.path];
    case "unreadable":
      return ["--ro-bind", "/dev/null", mount.path];
  }
}
