import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Scan {
  /** ripgrep, absolute. */
  readonly program: string;
  /** Absolute, symlinks resolved. */
  readonly root: string;
  readonly includeIgnored: boolean;
  readonly texts: readonly string[];
  readonly ignoreCase: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Milliseconds. Files as large as a disk would hold it up; a walk reads none of them. */
const limitMs = 30_000;
/** Bytes of paths; a tree with more is walked without a scan. */
const maxBytes = 64 * 1024 * 1024;

/**
 * ripgrep's rules have to leave out no file that ours do not: none of its own ignore files and none of the user's, all
 * files taken for text (`-a`; UTF-16 is told by its mark, as here). A limit for sizes is left out: it costs a fifth.
 */
const always = (
  "--no-config --no-messages --no-ignore-messages --color=never --files-with-matches --null --text --fixed-strings " +
  "--hidden --glob=!.git --no-ignore-dot --no-ignore-global --no-ignore-exclude --no-mmap"
).split(" ");

/**
 * The files below `root` that hold one of the texts, relative to it: at least those that a walk tells of, symlinks aside;
 * in no order. `undefined` where ripgrep can't say, or when the signal ends it.
 */
export async function scanFiles({
  program, root, includeIgnored, texts, ignoreCase, signal,
}: Scan): Promise<ReadonlySet<string> | undefined> {
  const ignoring = includeIgnored ? ["--no-ignore"] : isInRepository(root) ? [] : ["--no-require-git", "--no-ignore-parent"];
  const words = [
    ...always,
    ...ignoring,
    ...(ignoreCase ? ["--ignore-case"] : ["--case-sensitive"]),
    ...texts.map((text) => `--regexp=${text}`),
    "./",
  ];
  const child = spawn(program, words, { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { PATH: "", LC_ALL: "C" } });
  const end = (): void => void child.kill("SIGKILL");
  if (signal?.aborted === true) end();
  signal?.addEventListener("abort", end, { once: true });
  const timer = setTimeout(end, limitMs);
  const chunks: Buffer[] = [];
  let bytes = 0;
  let complained = false;
  child.stderr.on("data", () => (complained = true));
  child.stdout.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxBytes) end();
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("close", resolve);
  });
  clearTimeout(timer);
  signal?.removeEventListener("abort", end);
  // 2 without a word: some file could not be read. What can't be read matches nothing here either.
  const isWhole = code === 0 || code === 1 || (code === 2 && !complained);
  return isWhole ? new Set(Buffer.concat(chunks).toString().split("\0").map((path) => path.replace(/^\.\//, ""))) : undefined;
}

function isInRepository(folder: string): boolean {
  return existsSync(join(folder, ".git")) || (dirname(folder) !== folder && isInRepository(dirname(folder)));
}
