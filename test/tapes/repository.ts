import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A small project of a user: JavaScript with tests, under git, everything committed. */
export interface Repository {
  readonly folder: string;
  git(...words: readonly string[]): string;
  text(path: string): string;
  /** Changes a file as somebody else does, and commits nothing. */
  change(path: string, from: string, to: string): void;
  /** What differs from the last commit: `M src/fee.js`, new files as `?? src/new.js`, ignored ones as `!! x.log`. */
  changed(): readonly string[];
  /** The lines that changed in files of the last commit: those it had with `-`, those that are there now with `+`. */
  diff(): readonly string[];
  /** Runs its tests, apart from any session. */
  test(): { readonly passed: number; readonly failed: number };
}

export const runTests = "node --test --test-isolation=none";

/** Makes it in a folder; `broken` is changed before the commit: a text in a file, and what stands there instead. */
export function createRepository(folder: string, broken: readonly (readonly [path: string, from: string, to: string])[] = []): Repository {
  cpSync(join(import.meta.dirname, "fixtures/library"), folder, { recursive: true });
  const git = (...words: readonly string[]): string => execFileSync("git", words, { cwd: folder, encoding: "utf8", env: gitEnv() });
  const text = (path: string): string => readFileSync(join(folder, path), "utf8");
  const change: Repository["change"] = (path, from, to) => {
    if (!text(path).includes(from)) throw new Error(`${path} has no ${from}`);
    writeFileSync(join(folder, path), text(path).replace(from, to));
  };
  for (const one of broken) change(...one);
  git("init", "-q", "-b", "main");
  for (const [key, value] of [["user.name", "Ada"], ["user.email", "ada@library.example"], ["commit.gpgsign", "false"]] as const) git("config", key, value);
  git("add", "-A");
  git("commit", "-q", "-m", "The lending desk");
  return {
    folder,
    git,
    text,
    change,
    changed: () => git("status", "--porcelain", "--ignored", "-uall").split("\n").filter(Boolean).map((line) => line.trim()),
    diff: () => git("diff", "-U0", "HEAD").split("\n").filter((line) => /^[+-](?![+-]{2} )/.test(line)),
    test() {
      const { stdout } = spawnSync(process.execPath, runTests.split(" ").slice(1), { cwd: folder, encoding: "utf8", env: gitEnv() });
      const count = (name: string): number => Number(new RegExp(`^(?:ℹ|#) ${name} (\\d+)$`, "m").exec(stdout)?.[1]);
      return { passed: count("pass"), failed: count("fail") };
    },
  };
}

/** No settings of the machine, and no variable of the test runner that this process may run in. */
function gitEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"], HOME: process.env["HOME"], GIT_CONFIG_NOSYSTEM: "1" };
}
