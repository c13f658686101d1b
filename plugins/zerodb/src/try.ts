import type { Host } from "@ainative-code/sdk";
import { zerodbStatus } from "./zerodb-status.ts";

/** Tries the settings out for `setup`. */
export default async function tryOut(host: Host, signal: AbortSignal): Promise<string> {
  const { project, projects } = await zerodbStatus(host, signal);
  if (project !== null) return `project ${project.name}`;
  return `connected, no project chosen; there ${projects.length === 1 ? "is 1" : `are ${projects.length}`}`;
}
