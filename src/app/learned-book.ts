import { join } from "node:path";
import type { Host } from "@ainative-code/sdk";
import { isRecord } from "../core/config/is-record.ts";
import type { Learned, LearnedBook } from "../core/providers/learned.ts";
import { formatModelRef } from "../core/providers/model-ref.ts";
import type { ModelRef } from "../core/providers/model-ref.ts";
import { notesFile } from "../infra/files/notes-file.ts";
import { systemClock } from "./clock.ts";
import type { Services } from "./services.ts";

/** What was learned of a model at the server that is set now; in the user's cache, for 30 days. */
export function learnedBook(
  { folders, contributions }: Pick<Services, "folders" | "contributions">,
  model: ModelRef,
  host: Host,
): LearnedBook {
  const notes = notesFile(join(folders.cache, "learned-capabilities.json"), () => systemClock.now());
  const place = (): string => [formatModelRef(model), ...serversOf(contributions, host)].join(" ");
  const known = (): Learned => learnedIn(notes.get(place()));
  return { known, learn: (learned) => notes.set(place(), { ...known(), ...learned }) };
}

/** Where the plugin's settings send requests to: another server may offer another model of that name. */
function serversOf({ plugins }: Services["contributions"], host: Host): readonly string[] {
  const hosts = plugins.find(({ facts }) => facts.name === host.plugin)?.manifest.rights?.hosts ?? [];
  const keys = hosts.flatMap((pattern) => /^config:([^:]+)/.exec(pattern)?.[1] ?? []);
  return keys.flatMap((key) => (typeof host.config[key] === "string" ? [host.config[key]] : []));
}

function learnedIn(noted: unknown): Learned {
  if (!isRecord(noted)) return {};
  const features = (["tools", "imageIn", "pdfIn", "thinking"] as const).filter((feature) => typeof noted[feature] === "boolean");
  return Object.fromEntries(features.map((feature) => [feature, noted[feature]]));
}
