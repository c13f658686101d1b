import { hunkLineOf } from "./file-patch.ts";
import type { FilePatch, Hunk, HunkLine } from "./file-patch.ts";
import { notAPatch } from "./patch-error.ts";

const hunkHead = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/;
const nowhere = "/dev/null";
/** What `git format-patch` writes behind the last hunk. */
const mailSignature = "-- ";

/** What is known of one file before its hunks. */
interface Head {
  before?: string;
  after?: string;
  from?: string;
  to?: string;
  removed: boolean;
  made: boolean;
}

/** A unified diff of one or several files, as `diff -u` and `git diff` write it. Throws `invalid-input` for what is none. */
export function readUnified(lines: readonly string[]): readonly FilePatch[] {
  const patches: FilePatch[] = [];
  let head: Head | undefined;
  let hunks: Hunk[] = [];
  const close = (): void => {
    const patch = head === undefined ? undefined : patchOf(head, hunks);
    if (patch !== undefined) patches.push(patch);
    [head, hunks] = [undefined, []];
  };
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    const isGit = line.startsWith("diff --git ");
    if (isGit || (startsFile(lines, at) && (head === undefined || head.before !== undefined))) {
      close();
      head = isGit ? gitHead(line) : { removed: false, made: false };
    }
    if (/^(GIT binary patch|Binary files )/.test(line)) throw notAPatch("it holds a binary file", at + 1);
    if (hunkHead.test(line)) {
      if (head?.after === undefined) throw notAPatch("a hunk without --- and +++ before it", at + 1);
      const read = readHunk(lines, at, hunks.length + 1);
      hunks.push(read.hunk);
      at = read.next;
      continue;
    }
    if (line.startsWith("@@")) throw notAPatch("the head of a hunk looks like @@ -1,3 +1,4 @@", at + 1);
    if (hunks.length > 0 && !startsFile(lines, at) && /^[+-]/.test(line) && line !== mailSignature) {
      throw notAPatch("a line that belongs to no hunk", at + 1);
    }
    if (startsFile(lines, at) && head !== undefined) {
      head.before = nameOf(line.slice("--- ".length));
      head.after = nameOf((lines[++at] ?? "").slice("+++ ".length));
    } else if (head !== undefined) note(head, line);
    at++;
  }
  close();
  return patches;
}

function startsFile(lines: readonly string[], at: number): boolean {
  return (lines[at] ?? "").startsWith("--- ") && (lines[at + 1] ?? "").startsWith("+++ ");
}

/** The names of `diff --git a/x b/x` are the only ones where a file has no hunk: an empty one that is made or removed. */
function gitHead(line: string): Head {
  const half = (line.length - "diff --git ".length - 1) / 2;
  const [, first, second] = /^diff --git ("(?:[^"\\]|\\.)*"|\S+) ("(?:[^"\\]|\\.)*"|\S+)$/.exec(line) ?? [
    "",
    line.slice("diff --git ".length, "diff --git ".length + half),
    line.slice(-half),
  ];
  return { from: withoutFolder(nameOf(first ?? "")), to: withoutFolder(nameOf(second ?? "")), removed: false, made: false };
}

function note(head: Head, line: string): void {
  const name = (prefix: string): string => nameOf(line.slice(prefix.length));
  if (line.startsWith("rename from ")) head.from = name("rename from ");
  else if (line.startsWith("rename to ")) head.to = name("rename to ");
  else if (line.startsWith("deleted file mode ")) head.removed = true;
  else if (line.startsWith("new file mode ")) head.made = true;
  else if (line.startsWith("copy from ")) {
    throw notAPatch(`it copies ${name("copy from ")}, which is not supported; add the new file instead`);
  }
}

function patchOf(head: Head, hunks: readonly Hunk[]): FilePatch | undefined {
  const [path, to] = pathsOf(head);
  if (path === undefined && to === undefined) throw notAPatch("a file has no name");
  if (path === undefined || head.made) return { kind: "add", path: to ?? path ?? "", hunks };
  if (to === undefined || head.removed) return { kind: "delete", path, hunks };
  if (hunks.length === 0 && path === to) return undefined;
  return { kind: "update", path, ...(path === to ? {} : { to }), hunks };
}

/** `undefined` for `/dev/null`. The `a/` and `b/` go where both have them. */
function pathsOf({ before, after, from, to }: Head): readonly [string | undefined, string | undefined] {
  if (before === undefined || after === undefined) return [from, to];
  const prefixed = (before === nowhere || before.startsWith("a/")) && (after === nowhere || after.startsWith("b/"));
  const real = (name: string): string | undefined => (name === nowhere ? undefined : prefixed ? withoutFolder(name) : name);
  return [real(before), real(after)];
}

function withoutFolder(name: string): string {
  return name.replace(/^[ab]\//, "");
}

/** A name may be followed by a tab and a time, and is written as in C where it holds something odd. */
function nameOf(text: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  return quoted === undefined ? text.replace(/\t.*$/, "").trimEnd() : unquoted(quoted);
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" };

function unquoted(text: string): string {
  const bytes = text.replaceAll(/\\([0-7]{3})|\\(.)|([^\\])/gsu, (_, octal?: string, escape?: string, plain?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return Buffer.from(escape === undefined ? (plain ?? "") : (escapes[escape] ?? escape), "utf8").toString("latin1");
  });
  return Buffer.from(bytes, "latin1").toString("utf8");
}

interface ReadHunk {
  readonly hunk: Hunk;
  /** Index of the first line behind it. */
  readonly next: number;
}

/**
 * The numbers of a hunk's head say how long it is, and models miscount them: it ends where they say or later, where a line
 * comes that can't be of it.
 */
function readHunk(lines: readonly string[], at: number, number: number): ReadHunk {
  const [, start = "0", before = "1", after = "1"] = hunkHead.exec(lines[at] ?? "") ?? [];
  const room = { " ": 0, "-": Number(before), "+": Number(after) };
  const read: HunkLine[] = [];
  let finalLineEnd: boolean | undefined;
  let next = at + 1;
  for (; next < lines.length; next++) {
    const line = lines[next] ?? "";
    if (line.startsWith("\\")) {
      finalLineEnd = read.at(-1)?.mark === "-";
      continue;
    }
    const isFull = room["-"] <= 0 && room["+"] <= 0;
    const one = hunkLineOf(line);
    if (one === undefined || (isFull && (line === "" || line === mailSignature)) || startsFile(lines, next)) break;
    read.push(one);
    if (one.mark !== "+") room["-"]--;
    if (one.mark !== "-") room["+"]--;
  }
  // A diff at the end of a message has lost or gained empty lines behind it.
  while (room["-"] < 0 && room["+"] < 0 && read.at(-1)?.mark === " " && read.at(-1)?.text === "") read.pop();
  const hunk = { number, below: [], line: Number(start), lines: read, ...(finalLineEnd === undefined ? {} : { finalLineEnd }) };
  return { hunk, next };
}
