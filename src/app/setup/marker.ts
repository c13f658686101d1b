import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { writeConfigFile } from "../../infra/config-files/write-config-file.ts";
import { systemClock } from "../clock.ts";
import type { Services } from "../services.ts";

type Place = Pick<Services, "folders">;

/** The file that says that setup has been here, or was declined. */
export function hasMarker(place: Place): boolean {
  return existsSync(markerFile(place));
}

/** Gives what takes it back. Throws `storage`. */
export async function writeMarker(place: Place, outcome: "done" | "declined"): Promise<() => Promise<void>> {
  const file = markerFile(place);
  const isNew = !existsSync(file);
  const at = new Date(systemClock.now()).toISOString();
  await writeConfigFile(file, `${JSON.stringify({ setup: outcome, at })}\n`, { sensitive: false });
  return async () => (isNew ? rm(file, { force: true }) : undefined);
}

function markerFile({ folders }: Place): string {
  return join(folders.data, "setup.json");
}
