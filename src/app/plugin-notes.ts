import { join } from "node:path";
import type { Notes } from "@ainative-code/sdk";
import type { Folders } from "../core/config/folders.ts";
import { notesFile } from "../infra/files/notes-file.ts";
import { systemClock } from "./clock.ts";

/** What one plugin has noted, in the user's cache. */
export function pluginNotes({ cache }: Folders, plugin: string): Notes {
  return notesFile(join(cache, "notes", `${plugin}.json`), () => systemClock.now());
}
