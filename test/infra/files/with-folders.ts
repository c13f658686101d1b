import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAinError } from "@ainative-code/sdk";

/** A working directory and a folder outside it, fresh for each test. */
export interface Folders {
  readonly cwd: string;
  readonly outside: string;
  /** Another process makes the folder a link and a folder again, as fast as it can, until it is stopped. */
  keepSwappingWithLink(name: string, target: string): Promise<() => Promise<void>>;
  makePipe(name: string): void;
  /** Runs a script in a process that may write files of half a megabyte at most; `files` stands for its `createFiles`. */
  withFileSizeLimit(script: string): string;
}

export function withFolders(): Folders {
  let top = "";
  beforeEach(() => {
    top = realpathSync(mkdtempSync(join(tmpdir(), "files-")));
    mkdirSync(join(top, "cwd"));
    mkdirSync(join(top, "outside"));
  });
  afterEach(() => rmSync(top, { recursive: true, force: true }));
  const cwd = (): string => join(top, "cwd");
  return {
    get cwd() {
      return cwd();
    },
    get outside() {
      return join(top, "outside");
    },
    async keepSwappingWithLink(name, target) {
      const program = `
        const { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync } = require("node:fs");
        const [path, target] = process.argv.slice(1);
        const aside = path + ".aside";
        const attempt = (step) => { try { step(); } catch { rmSync(aside, { recursive: true, force: true }); } };
        mkdirSync(path);
        process.stdout.write("ready");
        for (;;) {
          attempt(() => renameSync(path, aside));
          attempt(() => symlinkSync(target, path));
          attempt(() => unlinkSync(path));
          attempt(() => renameSync(aside, path));
        }`;
      const child = spawn(process.execPath, ["-e", program, join(cwd(), name), target], { stdio: ["ignore", "pipe", "inherit"] });
      await once(child.stdout, "data");
      return async () => {
        child.kill("SIGKILL");
        await once(child, "exit");
      };
    },
    makePipe: (name) => void execFileSync("mkfifo", [join(cwd(), name)]),
    withFileSizeLimit(script) {
      const source = new URL("../../../src/infra/files/", import.meta.url).href;
      const program = `
        process.on("SIGXFSZ", () => undefined);
        const { createFiles } = await import("${source}create-files.ts");
        const files = createFiles({ cwd: process.cwd(), versions: new Map() });
        ${script}`;
      const node = `exec "$0" --conditions=ainative-source --input-type=module -e "$1"`;
      return execFileSync("bash", ["-c", `ulimit -f 500; ${node}`, process.execPath, program], { cwd: cwd(), encoding: "utf8" });
    },
  };
}

/** The code a promise fails with; `undefined` where it does not. */
export async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return isAinError(error) ? error.code : String(error);
  }
}
