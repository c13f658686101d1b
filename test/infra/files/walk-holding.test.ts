import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { expect } from "chai";
import type { Files, ToolContext } from "@ainative-code/sdk";
import grep from "../../../plugins/tools/src/grep.ts";
import { createFiles } from "../../../src/infra/files/create-files.ts";
import { createVersions } from "../../../src/infra/files/versions.ts";
import { findProgram } from "../../../src/infra/sandbox/find-program.ts";
import { createProcesses } from "../../../src/infra/process/create-processes.ts";
import { needsProgram } from "../../needs-program.ts";
import { codeOf, withFolders } from "./with-folders.ts";

/** So many files are walked before ripgrep is asked. */
const scanAfter = 20;
const many = scanAfter + 5;

describe("a search with ripgrep", () => {
  const folders = withFolders();
  before(needsProgram("rg"));

  const rg = (): string | undefined => findProgram("rg", process.env["PATH"]);
  const put = (name: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folders.cwd, name)), { recursive: true });
    writeFileSync(join(folders.cwd, name), content);
  };
  /** They come first in the order of a walk, so that all else is found by ripgrep or not at all. */
  const crowd = (): void => {
    for (let at = 0; at < many; at++) put(`!crowd/${at % 20}/${at}`, "");
  };
  const files = (ripgrep?: () => string | undefined, more: object = {}): Files => createFiles({ cwd: folders.cwd, versions: createVersions(), ripgrep, scanAfter, ...more });
  const searched = async (machine: Files, input: object): Promise<string> => {
    const signal = new AbortController().signal;
    const context: ToolContext = { cwd: folders.cwd, signal, files: machine, processes: createProcesses({ cwd: folders.cwd, env: {}, signal }), progress: () => undefined };
    const { content } = await grep.run({ pattern: "x", limit: 1000, ...input }, context);
    return typeof content === "string" ? content : "";
  };

  it("finds what a walk finds: ignored, hidden, binary and linked files, encodings, line ends, long lines", async () => {
    crowd();
    execFileSync("git", ["init", "-q"], { cwd: folders.cwd });
    const ignore = "node_modules/\n*.log\n!keep.log\n/top\nbuild\ndoc/**/x.md\n[ab].bin\ntrailing   \n";
    put(".gitignore", ignore);
    for (const name of [".ignore", "sub/.ignore"]) put(name, "*\n");
    put("nested/.git/info/exclude", "here\n");
    put("nested/.git/HEAD", "ref: refs/heads/main\n");
    put("outer.txt", "needle outside of crowd\n");
    const usual = ["a.log", "keep.log", "top", "sub/top", "sub/build/out", "sub/a.log", "sub/other.ts", "node_modules/x/y", "nested/here", "nested/there", ".hidden/.file", "doc/a/x.md"];
    const strange = ["a.bin", "c.bin", "trailing", "Build", "-dash", "with space/ü", "nested/.gitignore", "line\nbreak"];
    for (const name of usual.concat(strange)) {
      put(name, "first\na needle here\nlast needle\n");
    }
    put("utf16le", Buffer.from("\uFEFFa needle\n", "utf16le"));
    put("utf16be", Buffer.from("\uFEFFa needle\n", "utf16le").swap16());
    put("bom", "\uFEFFneedle at the start\n");
    put("latin1", Buffer.from("caf\xe9 needle \xff\n", "latin1"));
    put("crlf", "one needle\r\ntwo\r\nneedle\r\n");
    put("cr", "one needle\rtwo");
    put("nul-late", Buffer.concat([Buffer.alloc(9000, "a\n"), Buffer.from("\0\nneedle\n")]));
    put("nul-early", Buffer.from("\0needle\n"));
    put("long", `${"y".repeat(3_000_000)}needle${"y".repeat(100)}\n`);
    put("case", "NEEDLE Needle\n");
    put("large", Buffer.alloc(11 * 1024 * 1024, "needle\n"));
    symlinkSync("outer.txt", join(folders.cwd, "link"));
    symlinkSync("sub", join(folders.cwd, "link-to-folder"));
    symlinkSync("/etc", join(folders.cwd, "link-out"));
    mkdirSync(join(folders.cwd, "only-links"));
    symlinkSync("../outer.txt", join(folders.cwd, "only-links/link"));
    const inputs: readonly object[] = [
      { pattern: "needle" },
      { pattern: "NEEDLE", ignoreCase: true },
      { pattern: "^needle at" },
      { pattern: "needle$" },
      { pattern: "caf. needle" },
      { pattern: "(?:first|needle) (?=here)" },
      { pattern: "needle", glob: "*.log" },
      { pattern: "needle", path: "sub" },
      { pattern: "needle", path: "nested" },
      { pattern: "needle", path: "node_modules" },
      { pattern: "needle", path: "link-to-folder" },
      { pattern: "needle|outer", mode: "count" },
      { pattern: "needle", context: 1 },
      { pattern: "nowhere_to_be_found" },
    ];
    let asked = 0;
    const counted = (): string | undefined => {
      asked++;
      return rg();
    };
    for (const input of inputs) expect(await searched(files(counted), input), JSON.stringify(input)).to.equal(await searched(files(), input));
    expect(asked).to.equal(inputs.length);
    expect(await searched(files(rg), { pattern: "needle", mode: "files" })).to.contain("only-links/link").and.not.contain("node_modules");
  });

  it("does so outside of a repository, whatever stands in the folders above", async () => {
    crowd();
    put(".gitignore", "a\n");
    put("work/.gitignore", "b\n");
    for (const name of ["work/a", "work/b", "work/c"]) put(name, "needle\n");
    for (let at = 0; at < many; at++) put(`work/!crowd/${at}`, "");
    for (const path of [".", "work"]) expect(await searched(files(rg), { pattern: "needle", path }), path).to.equal(await searched(files(), { pattern: "needle", path }));
    const inner = createFiles({ cwd: join(folders.cwd, "work"), versions: createVersions(), ripgrep: rg, scanAfter });
    const found: string[] = [];
    for await (const path of inner.walk({ holding: { texts: ["needle"], ignoreCase: false } })) if (!path.startsWith("!")) found.push(path);
    expect(found).to.deep.equal(["a", "c"]);
  });

  it("is not misled by a file that ripgrep alone obeys", async () => {
    crowd();
    put("sub/.rgignore", "*\n");
    put("sub/a", "needle\n");
    for (const path of [".", "sub"]) expect(await searched(files(rg), { pattern: "needle", path }), path).to.equal("sub/a:1:needle");
    put("sub/.rgignore", "");
    put(".rgignore", "a\n");
    for (let at = 0; at < many; at++) put(`sub/!crowd/${at}`, "");
    expect(await searched(files(rg), { pattern: "needle", path: "sub" })).to.equal("sub/a:1:needle");
  });

  it("passes over what is denied, and asks ripgrep for the rest alone", async () => {
    crowd();
    put("secret.key", "needle\n");
    put("open", "needle\n");
    const machine = files(rg, { denied: (real: string) => real.endsWith(".key") });
    expect(await searched(machine, { pattern: "needle", mode: "files" })).to.equal("open");
    const told: string[] = [];
    for await (const path of machine.walk({ holding: { texts: ["needle"], ignoreCase: false } })) told.push(path);
    expect(told).to.have.length.lessThan(many).and.include("open");
  });

  it("obeys no settings of ripgrep's, and walks by itself where ripgrep fails", async () => {
    crowd();
    put("config", "--max-count=0\n--invert-match\n");
    put("a", "needle\n");
    process.env["RIPGREP_CONFIG_PATH"] = join(folders.cwd, "config");
    try {
      expect(await searched(files(rg), { pattern: "needle" })).to.equal("a:1:needle");
    } finally {
      delete process.env["RIPGREP_CONFIG_PATH"];
    }
    const program = (name: string, text: string): string => {
      put(name, `#!/bin/sh\n${text}\n`);
      chmodSync(join(folders.cwd, name), 0o755);
      return join(folders.cwd, name);
    };
    const broken = [join(folders.cwd, "missing"), program("old", "echo 'unknown flag' >&2; exit 2"), program("killed", "kill -9 $$"), program("odd", "exit 7")];
    for (const path of broken) expect(await searched(files(() => path), { pattern: "needle", mode: "files" }), path).to.equal("a");
  });

  it("ends with the turn, and ripgrep with it", async () => {
    crowd();
    const pid = join(folders.cwd, "pid");
    put("slow", `#!/bin/sh\necho $$ > ${pid}\nexec /bin/sleep 60\n`);
    chmodSync(join(folders.cwd, "slow"), 0o755);
    const abort = new AbortController();
    const running = codeOf(searched(files(() => join(folders.cwd, "slow"), { signal: abort.signal }), { pattern: "needle" }));
    while (!existsSync(pid) || readFileSync(pid, "utf8") === "") await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort();
    expect(await running).to.equal("cancelled");
    const isAlive = (): boolean => existsSync(`/proc/${readFileSync(pid, "utf8").trim()}/cmdline`) && readFileSync(`/proc/${readFileSync(pid, "utf8").trim()}/cmdline`, "utf8") !== "";
    while (isAlive()) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it("takes no ripgrep from a folder that tools may write to", () => {
    put("bin/rg", "#!/bin/sh\n");
    chmodSync(join(folders.cwd, "bin/rg"), 0o755);
    const path = [join(folders.cwd, "bin"), process.env["PATH"]].join(delimiter);
    expect(findProgram("rg", path, [folders.cwd])).to.equal(rg());
  });
});
