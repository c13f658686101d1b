import type { Plugin } from "esbuild";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const read = /readFileSync\(\s*new URL\("(\.{1,2}\/[^"]+\.(?:md|txt))", import\.meta\.url\),\s*"utf-?8",?\s*\)/g;
const anyUrl = /new URL\("[^"]+\.(?:md|txt)", import\.meta\.url\)/;

/**
 * `readFileSync(new URL("./x.md", import.meta.url), "utf8")` becomes the text of the file: the source runs as it is under
 * Node, and a bundle, whose place is another, needs no file beside it.
 */
export const inlineText: Plugin = {
  name: "inline-text",
  setup(build) {
    build.onLoad({ filter: /\/(src|test)\/.*\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      if (!anyUrl.test(source)) return undefined;
      const watchFiles: string[] = [];
      const contents = source.replaceAll(read, (_match, name: string) => {
        watchFiles.push(join(dirname(path), name));
        return JSON.stringify(readFileSync(join(dirname(path), name), "utf8"));
      });
      if (!anyUrl.test(contents)) return { contents, loader: "ts", watchFiles };
      return { errors: [{ text: `write readFileSync(new URL("./x.md", import.meta.url), "utf8") to read a text beside ${path}` }] };
    });
  },
};
