import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { look, textAt } from "./dialects/look.ts";

/** A file of a folder of recordings, as its `manifest.json` describes it. */
export interface Recording {
  readonly provider: string;
  /** `sse`, `ndjson`, `eventstream`, `json`, `error-json` or `payload-lines`. */
  readonly kind: string;
  readonly status: number;
  /** Path relative to the folder. */
  readonly file: string;
  /** Path of the request that was answered, where it was recorded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** The recordings of some providers; `undefined` where the folder is absent. */
export function recordingsIn(folder: string, providers: readonly string[]): readonly Recording[] | undefined {
  const manifest = join(folder, "manifest.json");
  if (!existsSync(manifest)) return undefined;
  const entries: unknown = JSON.parse(readFileSync(manifest, "utf8"));
  if (!Array.isArray(entries)) return [];
  return entries.filter((entry) => providers.includes(textAt(entry, "provider"))).map((entry) => recordingOf(folder, entry));
}

function recordingOf(folder: string, entry: unknown): Recording {
  const file = textAt(entry, "file");
  const headers = look(entry, "headers");
  const pairs = typeof headers === "object" && headers !== null ? Object.entries(headers) : [];
  return {
    provider: textAt(entry, "provider"),
    kind: textAt(entry, "kind"),
    status: Number(look(entry, "status") ?? 200),
    file,
    path: textAt(entry, "path"),
    headers: Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), String(value)])),
    bytes: readFileSync(join(folder, file)),
  };
}

/** The answers in a recording of an event stream, whole or as its payloads alone; none where it is not one. */
export function answersIn(
  { kind, file, bytes }: Recording,
  begins?: (payload: string) => boolean,
): readonly { readonly name: string; readonly body: Uint8Array }[] {
  if (kind !== "sse" && kind !== "payload-lines") return [];
  const bodies = kind === "sse" ? [bytes] : framed(Buffer.from(bytes).toString(), begins);
  return bodies.map((body, index) => ({ name: bodies.length === 1 ? file : `${file} #${index + 1}`, body }));
}

/** Puts payloads, one a line, into the frames of an event stream again; one answer for each line `begins` is true for. */
export function framed(lines: string, begins: (payload: string) => boolean = () => false): readonly Uint8Array[] {
  const answers: string[][] = [];
  for (const line of lines.split("\n").filter((each) => each.trim() !== "")) {
    if (answers.length === 0 || begins(line)) answers.push([]);
    answers.at(-1)?.push(`data: ${line}\n\n`);
  }
  return answers.map((events) => new TextEncoder().encode(events.join("")));
}
