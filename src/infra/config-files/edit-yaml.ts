import { isAlias, isMap, type Document } from "yaml";
import { exchangeYamlValue } from "./exchange-yaml-value.ts";
import { insertYamlValue } from "./insert-yaml-value.ts";
import { readDocument } from "./read-document.ts";

/** The text of a YAML file with one value set; everything else, comments and order too, stays. `text` must be readable YAML. */
export function setYamlValue(text: string, path: readonly string[], value: unknown): string {
  const plain = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const written = insertYamlValue(plain, path, value) ?? exchangeYamlValue(plain, path, value) ?? replaced(plain, path, value);
  return text.includes("\r\n") ? written.replaceAll("\n", "\r\n") : written;
}

function replaced(text: string, path: readonly string[], value: unknown): string {
  const document = readDocument(text);
  for (let depth = 0; depth < path.length; depth += 1) {
    openGroup(document, path.slice(0, depth));
  }
  document.setIn(path, value);
  return document.toString({ lineWidth: 0 });
}

/** Makes sure that there is a group of its own: one that is shared by an alias is copied, so that its other place stays. */
function openGroup(document: Document, path: readonly string[]): void {
  const node = document.getIn(path, true);
  if (isMap(node)) return;
  const shared = isAlias(node) ? node.resolve(document) : undefined;
  document.setIn(path, document.createNode(isMap(shared) ? shared.toJS(document) : {}));
}
