import type { FileChange, Files } from "@ainative-code/sdk";
import { diffOf } from "../diff.ts";
import { parseText, plainForm, textBytes } from "../text-file.ts";
import type { TextFile } from "../text-file.ts";
import { applyHunks } from "./apply-hunks.ts";
import type { FilePatch } from "./file-patch.ts";
import { doesNotFit } from "./patch-error.ts";

/** A file as it is on disk, and as the patch leaves it. */
interface Staged {
  readonly path: string;
  readonly before: Uint8Array | undefined;
  readonly beforeText: string;
  after: TextFile | undefined;
  /** The path whose mode and history go on in this one. */
  movedFrom?: string;
}

export interface StagedPatch {
  readonly changes: readonly FileChange[];
  /** One line for each file, as `git status` writes them. */
  readonly summary: readonly string[];
  readonly diff: string;
}

/** Works out what every file will hold, and writes nothing. Throws `invalid-input` for whatever does not fit. */
export async function stagePatch(
  patches: readonly FilePatch[],
  files: Pick<Files, "resolve" | "info" | "read">,
): Promise<StagedPatch> {
  const staged = new Map<string, Staged>();
  const at = async (path: string): Promise<Staged> => {
    const real = await files.resolve(path);
    const known = staged.get(real) ?? (await onDisk(path, files));
    staged.set(real, known);
    return known;
  };
  for (const patch of patches) await stage(patch, at);
  return told([...staged.values()]);
}

async function onDisk(path: string, files: Pick<Files, "info" | "read">): Promise<Staged> {
  const info = await files.info(path);
  if (info === undefined) return { path, before: undefined, beforeText: "", after: undefined };
  const before = await files.read(path, { glance: true });
  const file = parseText(before);
  const back = file === undefined ? undefined : textBytes(file.text, file.form);
  if (file === undefined || back === undefined || Buffer.compare(back, before) !== 0) {
    throw doesNotFit(`${path} is a binary file or damaged text and can't be patched.`, "Change it with a shell command.");
  }
  return { path, before, beforeText: file.text, after: file };
}

async function stage(patch: FilePatch, at: (path: string) => Promise<Staged>): Promise<void> {
  const { kind, path, to, hunks } = patch;
  const file = await at(path);
  if (kind === "add") {
    if (file.after !== undefined) throw doesNotFit(`${path} is to be added and is there already.`, "Update it instead.");
    file.after = { text: applyHunks(path, { text: "", form: plainForm }, hunks), form: plainForm };
    return;
  }
  if (file.after === undefined) throw doesNotFit(`${path} does not exist.`, "Check the path; the glob tool finds files by name.");
  if (kind === "delete") {
    // A diff says what it removes: if that is not what is there, somebody changed the file.
    if (hunks.length > 0 && applyHunks(path, file.after, hunks) !== "") {
      throw doesNotFit(`${path} is to be removed and holds more than the patch says.`, "Read it first.");
    }
    file.after = undefined;
    return;
  }
  const { form } = file.after;
  const after = { text: applyHunks(path, file.after, hunks), form };
  if (textBytes(after.text, form) === undefined) {
    throw doesNotFit(
      `${path} is in ${form.encoding}, which can't hold some of the new characters.`,
      "Convert it to UTF-8 first.",
    );
  }
  if (to === undefined) {
    file.after = after;
    return;
  }
  const target = await at(to);
  if (target.after !== undefined && target !== file) {
    throw doesNotFit(`${path} is to be moved to ${to}, which is there already.`, "Delete that one first.");
  }
  file.after = undefined;
  target.after = after;
  if (target !== file) target.movedFrom = file.path;
}

function told(staged: readonly Staged[]): StagedPatch {
  const changed = staged.filter(
    ({ beforeText, before, after }) => after?.text !== (before === undefined ? undefined : beforeText),
  );
  const moved = new Set(changed.map(({ movedFrom }) => movedFrom));
  return {
    changes: changed.map(changeOf),
    summary: changed.filter(({ path, after }) => after !== undefined || !moved.has(path)).map(lineOf),
    diff: changed
      .map(({ path, beforeText, after }) => ({ path, diff: diffOf(path, beforeText, after?.text ?? "") }))
      .filter(({ diff }) => diff !== "")
      .map(({ path, diff }) => (changed.length > 1 ? `diff --git a/${path} b/${path}\n${diff}` : diff))
      .join("\n"),
  };
}

function changeOf({ path, before, after, movedFrom }: Staged): FileChange {
  const bytes = after === undefined ? undefined : (textBytes(after.text, after.form) ?? Buffer.from(after.text, "utf8"));
  return { path, bytes, replacing: before, ...(movedFrom === undefined ? {} : { movedFrom }) };
}

function lineOf({ path, before, after, movedFrom }: Staged): string {
  if (movedFrom !== undefined) return `R ${movedFrom} -> ${path}`;
  return `${after === undefined ? "D" : before === undefined ? "A" : "M"} ${path}`;
}
