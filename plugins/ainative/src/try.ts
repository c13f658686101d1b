import type { Host } from "@ainative-code/sdk";
import { accountStatus } from "./account-status.ts";

/** Tries the settings out for `setup`. */
export default async function tryOut(host: Host, signal: AbortSignal): Promise<string> {
  const { projects } = await accountStatus(host, signal);
  return `key accepted, ${projects.length === 1 ? "1 project" : `${projects.length} projects`}`;
}
