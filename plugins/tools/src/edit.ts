import { readFileSync } from "node:fs";
import { AinError } from "@ainative-code/sdk";
import type { Tool } from "@ainative-code/sdk";
import { diffOf } from "./diff.ts";
import { replaceText } from "./replace-text.ts";
import type { Replacement } from "./replace-text.ts";
import { parseText, textBytes } from "./text-file.ts";
import type { TextFile } from "./text-file.ts";

interface Input extends Partial<Replacement> {
  readonly path: string;
  readonly edits?: readonly Replacement[];
}

const replacement = {
  oldText: { type: "string", description: "The text to replace, exactly as in the file." },
  newText: { type: "string", description: "The text to put there." },
  replaceAll: { type: "boolean", description: "Replace every occurrence." },
} as const;

export default {
  name: "edit",
  description: readFileSync(new URL("./edit.md", import.meta.url), "utf8"),
  risk: "write",
  input: {
    type: "object",
    properties: {
      path: { type: "string", description: "The file." },
      ...replacement,
      edits: {
        type: "array",
        minItems: 1,
        items: { type: "object", properties: replacement, required: ["oldText", "newText"], additionalProperties: false },
        description: "Several replacements, all or none.",
      },
    },
    required: ["path"],
    additionalProperties: false,
  },
  access: ({ path }) => [{ kind: "write", path }],
  async run(input, { files }) {
    const { path } = input;
    const edits = editsOf(input);
    let note = "";
    const bytes = await files.read(path, {
      glance: true,
      onChanged: () => {
        note = `\n(${path} had changed since you last read it: the rest of it may not be as you know it)`;
      },
    });
    const file = textOf(path, bytes);
    let text = file.text;
    let count = 0;
    for (const [index, edit] of edits.entries()) {
      const done = replaceText({ text, lineEnd: file.form.lineEnd }, edit, edits.length > 1 ? `Edit ${index + 1}: ` : "");
      text = done.text;
      count += done.count;
    }
    const changed = textBytes(text, file.form);
    if (changed === undefined) throw notInEncoding(path, file.form.encoding);
    await files.write(path, changed, { replacing: bytes });
    return {
      content: `Edited ${path}: ${count} ${count === 1 ? "replacement" : "replacements"}.${note}`,
      details: { replacements: count, diff: diffOf(path, file.text, text) },
    };
  },
} satisfies Tool<Input>;

function editsOf({ oldText, newText, replaceAll, edits }: Input): readonly Replacement[] {
  const single = oldText !== undefined || newText !== undefined;
  if (edits !== undefined && !single) return edits;
  if (edits === undefined && oldText !== undefined && newText !== undefined) {
    return [{ oldText, newText, ...(replaceAll === undefined ? {} : { replaceAll }) }];
  }
  throw new AinError("invalid-input", "Nothing that can be done: give either oldText and newText, or edits.", {
    actions: ["Give oldText and newText, or a list of edits, and not both."],
  });
}

/** A file that would not come out byte for byte as it went in is not touched. */
function textOf(path: string, bytes: Uint8Array): TextFile {
  const file = parseText(bytes);
  const back = file === undefined ? undefined : textBytes(file.text, file.form);
  if (file !== undefined && back !== undefined && Buffer.compare(back, bytes) === 0) return file;
  throw new AinError(
    "invalid-input",
    `${path} is ${file === undefined ? "a binary file" : "damaged text"} and can't be edited.`,
    {
      actions: ["Change it with a shell command, or write it anew."],
    },
  );
}

function notInEncoding(path: string, encoding: string): AinError {
  return new AinError("invalid-input", `${path} is in ${encoding}, which has no way to write some of the new characters.`, {
    actions: ["Use characters of that encoding, or convert the file to UTF-8 first, for example with iconv."],
  });
}
