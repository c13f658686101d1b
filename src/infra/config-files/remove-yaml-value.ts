import { isMap, parseDocument } from "yaml";

/** The text of a YAML file without one value, and without the groups that are empty then; everything else stays. */
export function removeYamlValue(text: string, path: readonly string[]): string {
  const document = parseDocument(text.replace(/^\uFEFF/, ""), { uniqueKeys: false, logLevel: "error" });
  document.deleteIn(path);
  for (let depth = path.length - 1; depth > 0; depth -= 1) {
    const group = document.getIn(path.slice(0, depth), true);
    if (isMap(group) && group.items.length === 0) document.deleteIn(path.slice(0, depth));
  }
  const written = isMap(document.contents) && document.contents.items.length === 0 ? "" : document.toString({ lineWidth: 0 });
  return text.includes("\r\n") ? written.replaceAll(/\r?\n/g, "\r\n") : written;
}
