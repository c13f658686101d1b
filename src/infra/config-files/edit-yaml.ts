import { isMap, parseDocument } from "yaml";

/** The text of a YAML file with one value set; everything else, comments and order too, stays. `text` must be readable YAML. */
export function setYamlValue(text: string, path: readonly string[], value: unknown): string {
  const document = parseDocument(text.replace(/^\uFEFF/, ""), { uniqueKeys: false, logLevel: "error" });
  for (let depth = 0; depth < path.length; depth += 1) {
    const group = path.slice(0, depth);
    if (!isMap(document.getIn(group, true))) document.setIn(group, document.createNode({}));
  }
  document.setIn(path, value);
  const written = document.toString({ lineWidth: 0 });
  return text.includes("\r\n") ? written.replaceAll(/\r?\n/g, "\r\n") : written;
}
