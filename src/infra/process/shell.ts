import { existsSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { isWithin } from "../files/fence.ts";

/** How a command line is handed to the user's shell. */
export interface Shell {
  readonly file: string;
  arguments(command: string): readonly string[];
}

interface ShellSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As `process.platform`. */
  readonly platform: string;
  /** The working folder, absolute: a shell that lies in it may have been put there by a command of the model. */
  readonly cwd?: string;
}

/** bash where there is one, else sh; on Windows PowerShell, else cmd. */
export function findShell({ env, platform, cwd }: ShellSource): Shell {
  const named = (env["PATH"] ?? env["Path"] ?? "").split(delimiter);
  const folders = named.filter((folder) => isAbsolute(folder) && (cwd === undefined || !isWithin(cwd, folder)));
  const find = (name: string): string | undefined => folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
  if (platform !== "win32") {
    const file = find("bash") ?? (existsSync("/bin/bash") ? "/bin/bash" : "/bin/sh");
    return { file, arguments: (command) => ["-c", command] };
  }
  const powerShell = find("pwsh.exe") ?? find("powershell.exe");
  return powerShell === undefined
    ? { file: env["ComSpec"] ?? "cmd.exe", arguments: (command) => ["/d", "/s", "/c", command] }
    : { file: powerShell, arguments: (command) => ["-NoProfile", "-NonInteractive", "-Command", command] };
}
