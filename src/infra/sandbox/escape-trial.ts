import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { credentialPlaces } from "../../core/sandbox/credential-places.ts";
import type { Fence, FenceProfile } from "../../core/sandbox/fence.ts";
import { createProcesses } from "../process/create-processes.ts";

/** Where an escape is tried: a home and a project of its own, in one folder for temporary files. */
export interface TrialPlace extends Disposable {
  readonly root: string;
  readonly home: string;
  readonly project: string;
  /** A folder that is none of the project's. */
  readonly outside: string;
  /** What stands in files that must not be read. */
  readonly secret: string;
  /** For what is tried. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function trialPlace(env: TrialPlace["env"]): TrialPlace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "ainative-code-trial-")));
  const folder = (name: string): string => {
    mkdirSync(join(root, name), { recursive: true });
    return join(root, name);
  };
  const [home, project, outside] = [folder("home"), folder("project"), folder("outside")];
  const secret = `secret-${String(Math.random()).slice(2)}`;
  folder("home/.ssh");
  folder("home/.config/ainative-code");
  folder("project/.git/hooks");
  writeFileSync(join(home, ".ssh/id_ed25519"), secret);
  writeFileSync(join(project, ".git/HEAD"), "ref: refs/heads/main\n");
  writeFileSync(join(project, ".git/config"), "[core]\n\tbare = false\n");
  return {
    root, home, project, outside, secret,
    env: { ...env, HOME: home },
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** The fence that commands get here, around a trial's place in place of the real one. */
export function trialProfile({ root, home, project }: TrialPlace, domains: readonly string[] = []): Omit<FenceProfile, "temp"> {
  const own = join(home, ".config/ainative-code");
  return {
    writable: [project],
    hidden: [...credentialPlaces(home), own],
    kept: [own],
    visible: [root, dirname(process.execPath)],
    domains,
  };
}

/** Milliseconds for one attempt. */
const within = 20_000;

/** Runs a command line in the project and gives its output. */
export async function runTrial(place: TrialPlace, fence: Fence | undefined, command: string): Promise<string> {
  const processes = createProcesses({
    cwd: place.project,
    env: place.env,
    signal: AbortSignal.timeout(within * 2),
    fence: async () => fence,
  });
  const { output } = await processes.run({ command, timeoutMs: within });
  return output;
}
