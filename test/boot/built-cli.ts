import { runCli, tempHome, type CliResult, type TempHome } from "@ainative-code/test-kit";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");
export const bin = join(root, "bin/run.js");

/** Milliseconds that one run may take, on a machine with other things to do; how long a test may take is said by the test. */
export const patienceMs = 110_000;

let isBuilt = false;

/** For `before`: makes sure that what the tests run is made from the sources as they are. Looks once in a process of mocha's. */
export function buildOnce(this: Mocha.Context): void {
  if (isBuilt) return;
  this.timeout(120_000);
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "scripts/build.ts"), "--if-stale"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the build failed:\n${stdout}${stderr}`);
  isBuilt = true;
}

export interface BuiltCli {
  readonly home: TempHome;
  /** Its input is closed, and empty if left out. */
  run(argv: readonly string[], env?: Readonly<Record<string, string>>, input?: string): Promise<CliResult>;
}

/** The built CLI in a home of its own, which goes with it. */
export function builtCli(): BuiltCli & Disposable {
  const home = tempHome();
  return {
    home,
    run: (argv, env = {}, input = "") => runCli(argv, { bin, env: { ...home.env, ...env }, cwd: home.project, input, timeoutMs: patienceMs }),
    [Symbol.dispose]: () => home.dispose(),
  };
}
