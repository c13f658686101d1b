import { findProgram } from "../sandbox/find-program.ts";
import { childProcess } from "../process/child-process.ts";

/** Milliseconds for git to answer. */
const timeout = 5000;

export interface GitQuestion {
  readonly root: string;
  readonly objects: readonly string[];
  /** Of all of them together. */
  readonly maxBytes: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The contents of objects that git keeps, by their names; those it does not have are missing, all where there is no git. */
export async function gitContents({ root, objects, maxBytes, env: own }: GitQuestion): Promise<ReadonlyMap<string, Buffer>> {
  // A command of the model may have put another git into the folder, and PATH may lead there, as npx has it do.
  const program =
    objects.length === 0
      ? undefined
      : findProgram(process.platform === "win32" ? "git.exe" : "git", own["PATH"] ?? own["Path"], [root]);
  if (program === undefined) return new Map();
  const args = ["-C", root, "cat-file", "--batch"];
  // No object is fetched from a server for this, and nothing in the repository is written.
  const env = { ...own, GIT_NO_LAZY_FETCH: "1", GIT_OPTIONAL_LOCKS: "0" };
  return new Promise((resolve) => {
    const child = childProcess().execFile(
      program,
      args,
      { encoding: "buffer", maxBuffer: maxBytes, timeout, env },
      (_error, stdout) => {
        resolve(contentsIn(stdout));
      },
    );
    child.stdin?.on("error", () => undefined).end(objects.map((object) => `${object}\n`).join(""));
  });
}

/** `NAME blob SIZE`, a line feed, so many bytes, a line feed; or `NAME missing`. */
function contentsIn(answer: Buffer): ReadonlyMap<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (let at = 0; at < answer.length; ) {
    const end = answer.indexOf("\n", at);
    if (end < 0) break;
    const [object = "", kind, size = "0"] = answer.toString("latin1", at, end).split(" ");
    at = end + 1;
    if (kind !== "blob") continue;
    const bytes = answer.subarray(at, at + Number(size));
    if (bytes.length === Number(size)) contents.set(object, bytes);
    at += Number(size) + 1;
  }
  return contents;
}
