export const shells = ["bash", "zsh", "fish", "powershell"] as const;
export type Shell = (typeof shells)[number];

const steps: Readonly<Record<Shell, (bin: string) => readonly string[]>> = {
  bash: (bin) => [`${bin} autocomplete bash >> ~/.bashrc`],
  zsh: (bin) => [`${bin} autocomplete zsh >> ~/.zshrc`],
  fish: (bin) => [`mkdir -p ~/.config/fish/completions`, `${bin} autocomplete fish > ~/.config/fish/completions/${bin}.fish`],
  powershell: (bin) => [
    "if (-not (Test-Path $PROFILE)) { New-Item -Force -ItemType File $PROFILE }",
    `Add-Content $PROFILE (${bin} autocomplete powershell)`,
  ],
};

/** The command lines that set completion up in a shell. */
export function shellSteps(shell: Shell, bin: string): readonly string[] {
  return steps[shell](bin);
}

/**
 * The shell a person works in, by the names that the system gives: `SHELL`, on Windows the modules of PowerShell.
 * Names of variables on Windows are in upper case. `undefined` for another shell, and where nothing says it.
 */
export function shellIn(env: Readonly<Record<string, string | undefined>>, isWindows: boolean): Shell | undefined {
  const name = /([^/\\]+?)(?:\.exe)?$/.exec(env["SHELL"] ?? "")?.[1] ?? "";
  if (name === "pwsh") return "powershell";
  const known = shells.find((shell) => shell === name);
  return known ?? (isWindows && env["PSMODULEPATH"] !== undefined ? "powershell" : undefined);
}
