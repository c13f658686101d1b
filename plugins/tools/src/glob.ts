import { readFileSync } from "node:fs";
import type { Tool, ToolContext } from "@ainative-code/sdk";
import { matchingPaths } from "./matching-paths.ts";
import { searchRoot, within } from "./search-root.ts";

interface Input {
  readonly pattern: string;
  readonly path?: string;
  readonly includeIgnored?: boolean;
}

const maxPaths = 200;

export default {
  name: "glob",
  description: readFileSync(new URL("./glob.md", import.meta.url), "utf8"),
  risk: "read",
  input: {
    type: "object",
    properties: {
      pattern: { type: "string", minLength: 1, description: "The glob pattern." },
      path: { type: "string", description: "The folder to look in." },
      includeIgnored: { type: "boolean", description: "Do not leave out what .gitignore names." },
    },
    required: ["pattern"],
    additionalProperties: false,
  },
  access: ({ pattern, path = "." }) => [{ kind: "read", path: within(path, splitPattern(pattern).base) }],
  async run({ pattern, path = ".", includeIgnored = false }, context) {
    const { base, glob } = splitPattern(pattern);
    const root = await searchRoot(context, path, within(path, base));
    if (root === undefined) return none(pattern, path);
    const found: Found[] = [];
    const files = context.files.walk({ root: root.path, includeIgnored });
    for await (const file of matchingPaths(files, { glob, below: root.below })) {
      found.push({ file, modified: await modified(context, file) });
    }
    if (found.length === 0) return none(pattern, path);
    found.sort((a, b) => b.modified - a.modified || (a.file < b.file ? -1 : 1));
    const shown = found.slice(0, maxPaths).map(({ file }) => file);
    const note = found.length > maxPaths ? [`(${maxPaths} of ${found.length} files, newest first; use a narrower pattern)`] : [];
    return { content: [...shown, ...note].join("\n"), details: { files: found.length } };
  },
} satisfies Tool<Input>;

interface Found {
  readonly file: string;
  readonly modified: number;
}

/** The folders a pattern begins with need not be searched for: `src/core/*.ts` starts in `src/core`. */
function splitPattern(pattern: string): { readonly base: string; readonly glob: string } {
  const names = pattern.replace(/^(\.\/)+/, "").split("/");
  const first = names.findIndex((name, index) => index === names.length - 1 || /[*?[\]{}()\\]/.test(name));
  const base = names.slice(0, first).join("/");
  return { base: base === "" ? (first === 0 ? "." : "/") : base, glob: names.slice(first).join("/") };
}

/** A file that is gone again meanwhile comes last. */
async function modified({ files }: ToolContext, file: string): Promise<number> {
  return (await files.info(file))?.modified ?? 0;
}

function none(pattern: string, path: string): { content: string; details: { files: number } } {
  return { content: `No files match ${pattern}${path === "." ? "" : ` in ${path}`}.`, details: { files: 0 } };
}
