/** The variables that a server needs to find its files and programs. It gets no others but those its settings name. */
const inherited = {
  win32: [
    "APPDATA", "COMSPEC", "HOMEDRIVE", "HOMEPATH", "LOCALAPPDATA", "PATH", "PATHEXT", "PROCESSOR_ARCHITECTURE", "PROGRAMFILES",
    "SYSTEMDRIVE", "SYSTEMROOT", "TEMP", "TMP", "USERNAME", "USERPROFILE",
  ],
  other: ["HOME", "LANG", "LC_ALL", "LOGNAME", "PATH", "SHELL", "TERM", "TMPDIR", "TZ", "USER"],
} as const;

export function serverEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  added: Readonly<Record<string, string>>,
  platform: string = process.platform,
): Record<string, string> {
  const names: readonly string[] = platform === "win32" ? inherited.win32 : inherited.other;
  const own = names.flatMap((name) => {
    const value = env[name];
    // A function that a shell has exported is code.
    return value === undefined || value.startsWith("()") ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(own), ...added };
}
