import { isTextMedia } from "@ainative-code/provider-kit";
import type { FilePart, ImagePart } from "@ainative-code/sdk";
import type { DocumentNames } from "./document-names.ts";
import type { Rules } from "./rules.ts";
import type { WireContent, WireDocumentFormat, WireImageFormat, WireSource, WireText } from "./wire-blocks.ts";

const imageFormats: readonly WireImageFormat[] = ["png", "jpeg", "gif", "webp"];

/** The formats that are no text, by media type. Texts go as text, which every model reads. */
const documentFormats: Readonly<Record<string, WireDocumentFormat>> = {
  "application/pdf": "pdf",
  "application/msword": "doc",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.ms-excel": "xls",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
};

/** An image; one that the model can't be shown becomes a word about it. Bytes go as base64, or lie in S3. */
export function imageBlockOf({ mediaType, data, url }: ImagePart, { images }: Pick<Rules, "images">): WireContent {
  const named = mediaType.replace(/^image\//, "").replace(/^jpg$/, "jpeg");
  const format = imageFormats.find((each) => each === named);
  if (!images || format === undefined) return note(`an image of type ${mediaType}`);
  const source = sourceOf(data, url);
  return source === undefined ? note(url === undefined ? "an image" : `the image at ${url}`) : { image: { format, source } };
}

/** A document, or the text of a file; any other kind becomes a word about it. */
export function documentBlockOf(file: FilePart, { documents }: Pick<Rules, "documents">, names: DocumentNames): WireContent {
  const { mediaType, name, data, url } = file;
  const format = documentFormats[mediaType];
  const source = documents ? sourceOf(data, url) : undefined;
  if (format !== undefined && source !== undefined) return { document: { format, name: names.nameFor(name), source } };
  const text = data !== undefined && isTextMedia(mediaType) ? Buffer.from(data, "base64").toString() : "";
  if (text.trim() === "") return note(`the file ${name ?? url ?? "without a name"} of type ${mediaType}`);
  return { text: `The file ${name ?? "without a name"}:\n${text}` };
}

/** A document must have a text beside it. */
export function withText(blocks: readonly WireContent[]): readonly WireContent[] {
  const isBare = blocks.some((block) => "document" in block) && !blocks.some((block) => "text" in block);
  return isBare ? [...blocks, { text: "(The document is attached.)" }] : blocks;
}

function sourceOf(data: string | undefined, url: string | undefined): WireSource | undefined {
  if (data !== undefined) return { bytes: data };
  return url?.startsWith("s3://") === true ? { s3Location: { uri: url } } : undefined;
}

function note(what: string): WireText {
  return { text: `[${what}, which this model cannot be shown]` };
}
