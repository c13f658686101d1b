import { relative, sep } from "node:path";
import type { Place } from "../core/permissions/denied-reads.ts";
import type { Machine } from "../core/tools/executor.ts";
import { createFiles } from "../infra/files/create-files.ts";
import { isWithin } from "../infra/files/fence.ts";
import { realPathOf } from "../infra/files/real-path-of.ts";
import { createVersions } from "../infra/files/versions.ts";
import { createProcesses } from "../infra/process/create-processes.ts";
import type { Environment } from "./environment.ts";

export interface MachineOptions {
  readonly environment: Pick<Environment, "env" | "cwd" | "platform">;
  /** Refuse no path: permission mode `bypass`. */
  readonly unconfined: boolean | (() => boolean);
  /** Files that no tool gets to read. */
  readonly denied?: (file: Place) => boolean;
  /** Variables that no command of a tool gets to see. */
  readonly secretVariables: readonly string[];
}

/** This machine, as far as tools may reach it. */
export function machine({ environment, unconfined, denied, secretVariables }: MachineOptions): Machine {
  const cwd = realPathOf(environment.cwd, ".");
  const versions = createVersions();
  const placeOf = (real: string): Place => {
    const inside = isWithin(cwd, real);
    return { path: real, inside, shown: inside ? relative(cwd, real).split(sep).join("/") : real };
  };
  return {
    cwd,
    resolve: async (path) => placeOf(realPathOf(cwd, path)),
    files: (grants, signal) =>
      createFiles({
        cwd,
        versions,
        grants,
        unconfined: typeof unconfined === "function" ? unconfined() : unconfined,
        denied: denied && ((real) => denied(placeOf(real))),
        signal,
      }),
    // Commands go to PowerShell or cmd there, which have grammars of their own.
    shellGrammar: environment.platform === "win32" ? undefined : async () => (await import("../infra/shell/parse-shell.ts")).parseShell,
    processes: (signal) => createProcesses({ cwd, env: environment.env, signal, withoutEnv: secretVariables }),
  };
}
