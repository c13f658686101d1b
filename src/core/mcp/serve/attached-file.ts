import type { TextPart } from "@ainative-code/sdk";

export interface AttachedFile {
  /** As it was named. */
  readonly path: string;
  readonly text: string;
}

/** The file that a text part of a prompt holds, in the form that files are attached in; `undefined` for any other text. */
export function attachedFile({ text }: TextPart): AttachedFile | undefined {
  const [, path, inside] = /^<file path="([^"\n]+)">\n([^]*)\n<\/file>$/.exec(text) ?? [];
  return path === undefined || inside === undefined ? undefined : { path, text: inside };
}
