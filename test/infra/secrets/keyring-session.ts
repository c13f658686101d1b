import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TempHome } from "@ainative-code/test-kit";
import { needsProgram } from "../../needs-program.ts";

/** A bus that offers nothing and starts nothing by itself. */
const bareBus = `<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`;

/** For `before`: what a session with a keyring is made of. */
export const keyringPrograms = ["dbus-run-session", "busctl", "gnome-keyring-daemon", "secret-tool"].map((program) => needsProgram(program));

export interface KeyringSession {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The words and the environment that run a command in a session with such a keyring; it stays in the home when the session ends. */
export function keyringSession(home: TempHome, state: "open" | "locked" | "absent", command: readonly string[]): KeyringSession {
  const [run, config] = [join(home.root, "run"), join(home.root, "bus.conf")];
  mkdirSync(run, { recursive: true, mode: 0o700 });
  writeFileSync(config, bareBus);
  const script = join(import.meta.dirname, "programs/keyring-session.sh");
  return {
    words: ["dbus-run-session", `--config-file=${config}`, "--", "sh", script, state, ...command],
    env: { ...home.env, XDG_RUNTIME_DIR: run },
  };
}
