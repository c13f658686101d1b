import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The Debian package of a program, where it has another name. */
const packages: Readonly<Record<string, string>> = {
  "dbus-run-session": "dbus-daemon",
  "dbus-send": "dbus-bin",
  "gnome-keyring-daemon": "gnome-keyring",
  gpg: "gnupg",
  pg_ctlcluster: "postgresql",
  rg: "ripgrep",
  "secret-tool": "libsecret-tools",
  unshare: "util-linux",
};

/**
 * For tests that drive a system program: `before(needsProgram("tmux"))`. Without the program the tests are skipped on a
 * user's machine, with a line that says how to get it; where `CI` is set they fail, because there it must be present.
 */
export function needsProgram(
  program: string,
  env: NodeJS.ProcessEnv = process.env,
  say: (line: string) => void = (line) => process.stderr.write(line),
): (this: Mocha.Context) => void {
  return function (this: Mocha.Context): void {
    if (isOnPath(program, env["PATH"] ?? "")) return;
    const cure = `${program} is missing: apt install ${packages[program] ?? program}`;
    if (isInCi(env)) throw new Error(cure);
    say(`      skipped: ${cure}\n`);
    this.skip();
  };
}

/** Whether what tests drive must be present. */
export function isInCi({ CI: value }: NodeJS.ProcessEnv): boolean {
  return value !== undefined && value !== "" && value !== "0" && value !== "false";
}

function isOnPath(program: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return folder !== "";
    } catch {
      return false;
    }
  });
}
