import type { Face } from "./face.ts";
import { jsonFace } from "./json.ts";
import { streamJsonFace } from "./stream-json.ts";
import { textFace } from "./text.ts";

export const outputFormats = ["text", "json", "stream-json"] as const;
export type OutputFormat = (typeof outputFormats)[number];

export interface FaceOptions {
  readonly quiet: boolean;
  readonly terminal: boolean;
  readonly partial: boolean;
  /** The answer is to be a value of a schema. */
  readonly structured: boolean;
}

export function faceFor(format: OutputFormat, options: FaceOptions): Face {
  switch (format) {
    case "json":
      return jsonFace;
    case "stream-json":
      return streamJsonFace(options);
    default:
      return textFace(options);
  }
}
