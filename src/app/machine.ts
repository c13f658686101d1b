import { relative, sep } from "node:path";
import type { Machine } from "../core/tools/executor.ts";
import { createFiles } from "../infra/files/create-files.ts";
import { isWithin } from "../infra/files/fence.ts";
import { realPathOf } from "../infra/files/real-path-of.ts";
import { createVersions } from "../infra/files/versions.ts";
import { createProcesses } from "../infra/process/create-processes.ts";
import type { Environment } from "./environment.ts";

export interface MachineOptions {
  readonly environment: Pick<Environment, "env" | "cwd">;
  /** Refuse no path: permission mode `bypass`. */
  readonly unconfined: boolean | (() => boolean);
  /** Variables that no command of a tool gets to see. */
  readonly secretVariables: readonly string[];
}

/** This machine, as far as tools may reach it. */
export function machine({ environment, unconfined, secretVariables }: MachineOptions): Machine {
  const cwd = realPathOf(environment.cwd, ".");
  const versions = createVersions();
  return {
    cwd,
    resolve: async (path) => {
      const real = realPathOf(cwd, path);
      const inside = isWithin(cwd, real);
      return { path: real, inside, shown: inside ? relative(cwd, real).split(sep).join("/") : real };
    },
    files: (grants, signal) => createFiles({ cwd, versions, grants, unconfined: typeof unconfined === "function" ? unconfined() : unconfined, signal }),
    processes: (signal) => createProcesses({ cwd, env: environment.env, signal, withoutEnv: secretVariables }),
  };
}
