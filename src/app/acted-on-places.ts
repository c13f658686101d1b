import { join } from "node:path";
import type { Folders } from "../core/config/folders.ts";
import { realPathOf } from "../infra/files/real-path-of.ts";

/** What shells run when they start, below the home folder; of bash, zsh, ksh, fish and PowerShell, and of a login. */
const startUpFiles = [
  ".bashrc", ".bash_profile", ".bash_login", ".bash_logout", ".bash_aliases", ".profile", ".inputrc", ".zshrc", ".zshenv",
  ".zprofile", ".zlogin", ".zlogout", ".kshrc", ".cshrc", ".tcshrc", ".login", ".xprofile", ".xinitrc", ".xsession",
  ".config/fish", ".config/powershell", ".config/autostart", ".config/systemd", ".config/environment.d", ".config/git",
  ".gitconfig", ".ssh",
];

/** Files and folders that this program and the shells of the user obey: as they are named, and where they really are. */
export function actedOnPlaces(home: string, { config, data, cache }: Folders): readonly string[] {
  const named = [config, data, cache, ...startUpFiles.map((name) => join(home, name))];
  return [...new Set([...named, ...named.map(realOf)])];
}

/** A link that leads back to itself leads nowhere else. */
function realOf(path: string): string {
  try {
    return realPathOf("/", path);
  } catch {
    return path;
  }
}
