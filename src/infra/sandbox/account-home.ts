import { userInfo } from "node:os";

/**
 * The home folder that the system knows of this user, whatever `HOME` says; nothing where it knows none, as in some
 * containers.
 */
export function accountHome(): string | undefined {
  try {
    return userInfo().homedir;
  } catch {
    return undefined;
  }
}
