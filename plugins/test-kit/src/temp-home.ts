import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A home for one test; it is removed with it. */
export interface TempHome extends Disposable {
  /** The folder that holds all the others; symlinks resolved. */
  readonly root: string;
  readonly home: string;
  /** An empty project to work in. */
  readonly project: string;
  readonly tmp: string;
  /** Where ainative-code keeps things in this home. */
  readonly config: string;
  readonly data: string;
  readonly cache: string;
  /** A whole environment for a child process: nothing of this process but `PATH`, and `NODE_COMPILE_CACHE` where it is set. */
  readonly env: Readonly<Record<string, string>>;
  /** Removes everything. */
  dispose(): void;
}

/** A user's machine in one temporary folder: a child process run with its `env` finds and leaves nothing outside. */
export function tempHome(): TempHome {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "ainative-code-home-")));
  const folder = (name: string): string => {
    const path = join(root, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const [home, project, tmp, own] = [folder("home"), folder("project"), folder("tmp"), folder("home/ainative-code")];
  const dispose = (): void => rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  return {
    root,
    home,
    project,
    tmp,
    config: join(own, "config"),
    data: join(own, "data"),
    cache: join(own, "cache"),
    env: {
      PATH: process.env["PATH"] ?? "",
      ...compileCache(),
      HOME: home,
      USERPROFILE: home,
      AINATIVE_CODE_HOME: own,
      XDG_CONFIG_HOME: join(home, ".config"),
      XDG_DATA_HOME: join(home, ".local/share"),
      XDG_CACHE_HOME: join(home, ".cache"),
      XDG_STATE_HOME: join(home, ".local/state"),
      TMPDIR: tmp,
      LANG: "C.UTF-8",
    },
    dispose,
    [Symbol.dispose]: dispose,
  };
}

/** A home is new each time, and the code that runs in it is not: with a cache for all of them, its start costs a third less. */
function compileCache(): Readonly<Record<string, string>> {
  const folder = process.env["NODE_COMPILE_CACHE"];
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
}
