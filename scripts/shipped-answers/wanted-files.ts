import { globSync, existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { bodyOf } from "../../plugins/bedrock/test/framing.ts";

export interface WantedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: Buffer;
}

/**
 * The answers that plugins ship in `test/fixtures/conformance`, as they must be: the body of each is that of the fixture of
 * the same name beside that folder, of which the plugin's own tests say what it means. Refusals have no such fixture and
 * are written by hand.
 */
export function wantedFiles(root: string): readonly WantedFile[] {
  return globSync("plugins/*/test/fixtures/conformance/*.json", { cwd: root })
    .toSorted()
    .flatMap((path) => wantedOf(root, path));
}

function wantedOf(root: string, path: string): readonly WantedFile[] {
  const folder = dirname(path);
  const fixture = fixtureOf(join(root, folder, ".."), basename(path, ".json"));
  if (fixture === undefined) return [];
  const shipped: unknown = JSON.parse(readFileSync(join(root, path), "utf8"));
  if (typeof shipped !== "object" || shipped === null) throw new Error(`${path} is no object`);
  if ("bodyFile" in shipped && typeof shipped.bodyFile === "string") return [{ path: join(folder, shipped.bodyFile), content: fixture }];
  return [{ path, content: Buffer.from(`${JSON.stringify({ ...shipped, body: fixture.toString() }, undefined, 2)}\n`) }];
}

/** Its bytes as the vendor sends them: lines of JSON with an event's name each are put into binary frames. */
function fixtureOf(folder: string, name: string): Buffer | undefined {
  const [file] = [".sse", ".ndjson", ".jsonl"].map((ending) => join(folder, `${name}${ending}`)).filter((path) => existsSync(path));
  if (file === undefined) return undefined;
  return file.endsWith(".jsonl") ? Buffer.from(bodyOf(readFileSync(file, "utf8"))) : readFileSync(file);
}
