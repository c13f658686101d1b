import { relative, sep } from "node:path";
import type { Place } from "../core/permissions/denied-reads.ts";
import { namesSecret } from "../core/permissions/shell/secret-words.ts";
import type { Machine } from "../core/tools/executor.ts";
import { createFiles } from "../infra/files/create-files.ts";
import { isWithin } from "../infra/files/fence.ts";
import { realPathOf } from "../infra/files/real-path-of.ts";
import { createVersions } from "../infra/files/versions.ts";
import { createShells } from "../infra/process/background-shells.ts";
import { createProcesses } from "../infra/process/create-processes.ts";
import { findProgram } from "../infra/sandbox/find-program.ts";
import type { Environment } from "./environment.ts";
import { once } from "./once.ts";
import type { Sandbox } from "./sandbox.ts";

export interface MachineOptions {
  readonly environment: Pick<Environment, "env" | "cwd" | "platform">;
  /** Refuse no path: permission mode `bypass`. */
  readonly unconfined: boolean | (() => boolean);
  /** Files that no tool gets to read. */
  readonly denied?: (file: Place) => boolean;
  /** Variables that no command of a tool gets to see. */
  readonly secretVariables: readonly string[];
  /** What fences commands; without it they run as they are. */
  readonly sandbox?: Pick<Sandbox, "state" | "fence" | "added"> | undefined;
}

/** This machine, as far as tools may reach it. */
export function machine({ environment, unconfined, denied, secretVariables, sandbox }: MachineOptions): Machine {
  const cwd = realPathOf(environment.cwd, ".");
  const versions = createVersions();
  const shells = createShells();
  const added = sandbox?.added ?? [];
  const placeOf = (real: string): Place => {
    const isHere = isWithin(cwd, real);
    const inside = isHere || added.some((folder) => isWithin(folder, real));
    return { path: real, inside, shown: isHere ? relative(cwd, real).split(sep).join("/") : real };
  };
  // One that a tool's command could have put there is not run, for it would run outside of the fence.
  const ripgrep = once(() =>
    environment.platform === "win32"
      ? undefined
      : findProgram("rg", environment.env["PATH"], [cwd, ...added, ...temporary(environment)]),
  );
  return {
    cwd,
    resolve: async (path) => placeOf(realPathOf(cwd, path)),
    files: (grants, signal) => {
      const isUnconfined = typeof unconfined === "function" ? unconfined() : unconfined;
      const isHidden = (place: Place): boolean =>
        denied?.(place) === true || (!isUnconfined && holdsSecrets(place, grants.named));
      const reached = { ...grants, write: [...grants.write, ...added] };
      return createFiles({
        cwd,
        versions,
        grants: reached,
        unconfined: isUnconfined,
        denied: (real) => isHidden(placeOf(real)),
        signal,
        ripgrep,
      });
    },
    // Commands go to PowerShell or cmd there, which have grammars of their own.
    shellGrammar:
      environment.platform === "win32" ? undefined : async () => (await import("../infra/shell/parse-shell.ts")).parseShell,
    processes: (signal, { unfenced = false } = {}) =>
      createProcesses({
        cwd,
        env: environment.env,
        signal,
        shells,
        withoutEnv: secretVariables,
        fence: unfenced ? undefined : async () => sandbox?.fence(),
      }),
    end: async () => shells.close(),
    fence: sandbox === undefined ? undefined : async () => sandbox.state(),
  };
}

function temporary({ env }: Pick<Environment, "env">): readonly string[] {
  return ["/tmp", "/var/tmp", ...(env["TMPDIR"] === undefined ? [] : [env["TMPDIR"]])];
}

/** A file of secrets that the call did not name; a search over a folder must not show it. */
function holdsSecrets({ path, shown }: Place, named: readonly string[] = []): boolean {
  return namesSecret(shown) && !named.some((one) => path === one || (namesSecret(one) && isWithin(one, path)));
}
