import { parseDocument, type Document } from "yaml";

/** A YAML file with its comments, to be changed; what is wrong with it stands in its `errors`. */
export function readDocument(text: string): Document.Parsed {
  return parseDocument(text, { uniqueKeys: false, logLevel: "error" });
}
