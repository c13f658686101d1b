import type { MediaSource } from "@ainative-code/sdk";

/** The URL of an image or file: its own, or its bytes as a `data:` URL; `undefined` where it is a vendor's file. */
export function dataUrlOf({ url, data, mediaType }: MediaSource): string | undefined {
  return url ?? (data === undefined ? undefined : `data:${mediaType};base64,${data}`);
}
