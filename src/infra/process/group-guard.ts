import type { ChildProcess } from "node:child_process";
import { childProcess } from "./child-process.ts";

/**
 * Reads which groups there are, until whoever writes is gone: its end of the pipe is closed by the system, however it
 * ended. It ends those that are left then, first with a request and after a second for sure.
 */
const script = `
trap '' HUP INT QUIT TERM
groups=' '
while read -r change group; do
  case $change in
    add) groups="$groups$group " ;;
    drop) case $groups in *" $group "*) groups="\${groups%% $group *} \${groups#* $group }" ;; esac ;;
  esac
done
set -- $groups
[ $# -gt 0 ] || exit 0
for group; do kill -s TERM -- "-$group"; kill -s CONT -- "-$group"; done 2>/dev/null
sleep 1
for group; do kill -s KILL -- "-$group"; done 2>/dev/null
exit 0`;

/** Ends groups of processes that outlive this process, also where it is killed at once. */
export interface GroupGuard {
  add(group: number): void;
  drop(group: number): void;
  /** Lets go; what is guarded then is ended. */
  close(): void;
}

/** Starts with the first group. Does nothing where there is no POSIX shell: groups then end with an orderly exit only. */
export function createGroupGuard(): GroupGuard {
  let guard: ChildProcess | undefined;
  const tell = (change: "add" | "drop", group: number): void => {
    if (process.platform === "win32") return;
    guard ??= startGuard();
    guard.stdin?.write(`${change} ${group}\n`);
  };
  return {
    add: (group) => tell("add", group),
    drop: (group) => tell("drop", group),
    close() {
      guard?.stdin?.end();
      guard = undefined;
    },
  };
}

function startGuard(): ChildProcess {
  const guard = childProcess().spawn("/bin/sh", ["-c", script], {
    cwd: "/",
    detached: true,
    env: { PATH: "/usr/bin:/bin" },
    stdio: ["pipe", "ignore", "ignore"],
  });
  const ignore = (): void => undefined;
  guard.on("error", ignore);
  guard.stdin?.on("error", ignore);
  guard.unref();
  const { stdin } = guard;
  // It is a socket, which no type says.
  if (stdin !== null && "unref" in stdin) Reflect.apply(stdin.unref as () => void, stdin, []);
  return guard;
}
