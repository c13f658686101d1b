import { readFileSync } from "node:fs";
import { AinError, isAinError } from "@ainative-code/sdk";
import type { Tool, ToolContext, WalkOptions } from "@ainative-code/sdk";
import { parseRegex, withinTime } from "./bounded-regex.ts";
import { createReport } from "./grep-report.ts";
import type { Mode } from "./grep-report.ts";
import { matchLines } from "./match-lines.ts";
import type { SearchedFile } from "./match-lines.ts";
import { matchingPaths } from "./matching-paths.ts";
import { requiredTexts } from "./required-texts.ts";
import { searchRoot } from "./search-root.ts";
import { decodeText } from "./text-file.ts";

interface Input {
  readonly pattern: string;
  readonly path?: string;
  readonly glob?: string;
  readonly ignoreCase?: boolean;
  readonly mode?: Mode;
  readonly context?: number;
  readonly limit?: number;
}

const defaultLimit = 100;
/** Larger files are data, and are passed over. */
const maxFileBytes = 10 * 1024 * 1024;
/** Files are matched in batches of so many characters: each batch costs the watchdog's thread. */
const batchSize = 1024 * 1024;

export default {
  name: "grep",
  description: readFileSync(new URL("./grep.md", import.meta.url), "utf8"),
  risk: "read",
  input: {
    type: "object",
    properties: {
      pattern: { type: "string", minLength: 1, description: "The regular expression." },
      path: { type: "string", description: "The file or folder to search." },
      glob: { type: "string", description: "Only files that match this glob pattern." },
      ignoreCase: { type: "boolean" },
      mode: { enum: ["content", "files", "count"] },
      context: { type: "integer", minimum: 0, maximum: 20, description: "Lines to show around a match." },
      limit: { type: "integer", minimum: 1, maximum: 1000, description: "Most matches or files to return." },
    },
    required: ["pattern"],
    additionalProperties: false,
  },
  access: ({ path = "." }) => [{ kind: "read", path }],
  async run(input, context) {
    const { pattern, path = ".", ignoreCase = false, mode = "content", limit = defaultLimit } = input;
    const regex = parseRegex(pattern, ignoreCase ? "i" : "");
    const texts = requiredTexts(pattern);
    const holding = texts === undefined ? undefined : { texts, ignoreCase };
    const report = createReport({ mode, limit, context: input.context ?? 0 });
    for await (const batch of batchesOf(context, { path, glob: input.glob, holding })) {
      report.add(withinTime(pattern, () => matchLines(regex, batch)));
      if (report.full) break;
    }
    const { text, details } = report.result();
    return { content: text === "" ? `No match for ${pattern}${path === "." ? "" : ` in ${path}`}.` : text, details };
  },
} satisfies Tool<Input>;

interface Searched {
  readonly path: string;
  readonly glob: string | undefined;
  readonly holding: WalkOptions["holding"];
}

async function* batchesOf(context: ToolContext, searched: Searched): AsyncGenerator<readonly SearchedFile[]> {
  let batch: SearchedFile[] = [];
  let size = 0;
  for await (const file of filesIn(context, searched)) {
    const text = await textOf(context, file, file === searched.path);
    if (text === undefined) continue;
    batch.push({ path: file, text });
    size += text.length;
    if (size < batchSize) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

async function* filesIn(context: ToolContext, { path, glob, holding }: Searched): AsyncGenerator<string> {
  if ((await context.files.info(path))?.kind === "file") {
    yield path;
    return;
  }
  const root = await searchRoot(context, path);
  const files = context.files.walk({ root: root?.path ?? path, ...(holding === undefined ? {} : { holding }) });
  if (root === undefined || glob === undefined) yield* files;
  else yield* matchingPaths(files, { glob: glob.replace(/^(\.\/)+/, ""), basename: !glob.includes("/"), below: root.below });
}

/** What can't be read or is no text is passed over in a search, and told of where it was asked for by name. */
async function textOf({ files }: ToolContext, path: string, named: boolean): Promise<string | undefined> {
  try {
    const text = decodeText(await files.read(path, named ? { glance: true } : { glance: true, maxBytes: maxFileBytes }))?.text;
    if (text === undefined && named) {
      throw new AinError("invalid-input", `${path} is a binary file.`, { actions: ["Use a shell command."] });
    }
    return text;
  } catch (error) {
    if (named || !isAinError(error)) throw error;
    return undefined;
  }
}
