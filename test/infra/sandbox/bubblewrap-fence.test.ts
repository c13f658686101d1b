import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { RunOptions, RunResult } from "@ainative-code/sdk";
import { expect } from "chai";
import type { Fence } from "../../../src/core/sandbox/fence.ts";
import { createProcesses } from "../../../src/infra/process/create-processes.ts";
import { trialPlace, trialProfile } from "../../../src/infra/sandbox/escape-trial.ts";
import type { TrialPlace } from "../../../src/infra/sandbox/escape-trial.ts";
import { openFence } from "../../../src/infra/sandbox/open-fence.ts";
import { fenceHere } from "./fence-here.ts";

describe("the fence of bubblewrap", () => {
  let place: TrialPlace;
  let fence: Fence;
  let abort: AbortController;

  beforeEach(async function onLinux() {
    place = trialPlace(process.env);
    abort = new AbortController();
    const opened = await fenceHere(trialProfile(place));
    if (opened === undefined) return this.skip();
    fence = opened;
  });
  afterEach(async () => {
    await fence?.close();
    place?.[Symbol.dispose]();
  });

  const run = async (command: string, options: Partial<RunOptions> = {}): Promise<RunResult> =>
    createProcesses({ cwd: place.project, env: { ...process.env, HOME: place.home }, signal: abort.signal, graceMs: 300, fence: async () => fence }).run({ command, ...options });

  it("runs a command in the working directory, which it may write to", async () => {
    const { output, exitCode } = await run("pwd; mkdir sub && echo x > sub/made");
    expect([output, exitCode]).to.deep.equal([`${place.project}\n`, 0]);
    expect(readFileSync(join(place.project, "sub/made"), "utf8")).to.equal("x\n");
  });

  it("runs a command where its user can make nothing, which stays so", async () => {
    const folder = join(place.project, "another");
    mkdirSync(folder);
    execFileSync("git", ["-C", folder, "init", "-q"]);
    rmSync(join(folder, ".git/hooks"), { recursive: true, force: true });
    for (const path of [join(folder, ".git"), folder]) chmodSync(path, 0o555);
    if (process.getuid?.() === 0) for (const path of [join(folder, ".git"), folder]) chownSync(path, 65_534, 65_534);
    const opened = await fenceHere({ ...trialProfile(place), writable: [folder] });
    try {
      const processes = createProcesses({ cwd: folder, env: { ...process.env, HOME: place.home }, signal: abort.signal, graceMs: 300, fence: async () => opened ?? expect.fail() });
      const { output } = await processes.run({ command: "ls -A; chmod 777 . 2>&1 | head -c 5; touch made; mkdir .claude .git/hooks; echo done" });
      expect(output).to.match(/^\.git\nchmod/).and.to.match(/\ndone\n$/);
      expect([readdirSync(folder), existsSync(join(folder, ".git/hooks"))]).to.deep.equal([[".git"], false]);
    } finally {
      await opened?.close();
      for (const path of [folder, join(folder, ".git")]) chmodSync(path, 0o755);
    }
  });

  it("leaves nothing behind in the working directory", async () => {
    const before = readdirSync(place.project);
    await run("ls -a > /dev/null");
    await run("echo x > .mcp.json");
    expect(readdirSync(place.project)).to.deep.equal(before);
  });

  it("shows nothing of what it keeps to git, and lets it commit", async () => {
    const git = (...words: readonly string[]): string => execFileSync("git", ["-C", place.project, ...words], { encoding: "utf8" });
    execFileSync("rm", ["-rf", join(place.project, ".git")]);
    git("init", "-q");
    const { output, exitCode } = await run(
      "echo x > a && git add -A && git -c user.name=a -c user.email=a@b commit -qm one && git status --short && git switch -qc two && git log --oneline | wc -l",
    );
    expect([output.trim(), exitCode]).to.deep.equal(["1", 0]);
    expect(git("branch").trim()).to.include("two");
    expect((await run("git config user.name x")).exitCode).to.not.equal(0);
  });

  it("keeps hooks of submodules, and of work trees that name their repository", async () => {
    mkdirSync(join(place.project, ".git/modules/a/b/hooks"), { recursive: true });
    writeFileSync(join(place.project, ".git/modules/a/b/HEAD"), "");
    await run("echo x > .git/modules/a/b/hooks/pre-commit; mv .git/modules .git/m; mv .git/modules/a .git/n");
    expect(readdirSync(join(place.project, ".git/modules/a/b/hooks"))).to.deep.equal([]);

    using tree = trialPlace(process.env);
    execFileSync("rm", ["-rf", join(tree.project, ".git")]);
    writeFileSync(join(tree.project, ".git"), `gitdir: ${tree.outside}\n`);
    writeFileSync(join(tree.outside, "commondir"), ".\n");
    const other = await fenceHere(trialProfile(tree));
    const processes = createProcesses({ cwd: tree.project, env: process.env, signal: abort.signal, fence: async () => other });
    await processes.run({ command: `echo x > '${tree.outside}/made'` });
    expect(existsSync(join(tree.outside, "made")), "it named a repository that does not name it").to.equal(false);
    writeFileSync(join(tree.outside, "gitdir"), `${tree.project}/.git\n`);
    await processes.run({ command: `echo x > '${tree.outside}/made'; mkdir -p '${tree.outside}/hooks/x'` });
    expect([existsSync(join(tree.outside, "made")), existsSync(join(tree.outside, "hooks/x"))]).to.deep.equal([true, false]);
    await other?.close();
  });

  it("keeps what tells git where its settings are, also where it does not exist yet", async () => {
    const git = (...words: readonly string[]): string => execFileSync("git", ["-C", place.project, ...words], { encoding: "utf8" });
    rmSync(join(place.project, ".git"), { recursive: true });
    git("init", "-q");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "one");
    git("config", "extensions.worktreeConfig", "true");
    git("worktree", "add", "-q", join(place.root, "linked"), "-b", "two");
    const before = git("rev-parse", "--git-common-dir");
    const trap = join(place.outside, "ran");
    const settings = `[core]\n\tfsmonitor = "touch ${trap}; false"\n`;
    writeFileSync(join(place.project, "settings"), settings);
    await run(
      "cp -r .git evil; cat settings >> evil/config; echo ../evil > .git/commondir; cat settings > .git/config.worktree; " +
        "cat settings > .git/worktrees/linked/config.worktree; echo ../../../evil > .git/worktrees/linked/commondir; " +
        "mv .git/worktrees .git/w; mv .git/worktrees/linked .git/worktrees/x; git status > status; git log --oneline >> status",
    );
    git("status");
    execFileSync("git", ["-C", join(place.root, "linked"), "status"]);
    expect(existsSync(trap), "git obeys what the command has written").to.equal(false);
    expect([git("rev-parse", "--git-common-dir"), readdirSync(join(place.project, ".git")).filter((name) => /^(?:commondir|config.worktree)$/.test(name))]).to.deep.equal([before, []]);
    expect(readFileSync(join(place.project, "status"), "utf8")).to.match(/On branch[\s\S]* one\n$/);
  });

  it("leaves a home as it is but for what it shows, and what is kept where it is", async () => {
    const { home } = place;
    for (const folder of ["docs", "settings/own"]) mkdirSync(join(home, folder), { recursive: true });
    writeFileSync(join(home, ".bashrc"), "");
    const own = [join(home, ".config/ainative-code"), join(place.project, "a/b")];
    mkdirSync(join(place.project, "a/b"), { recursive: true });
    const opened = await fenceHere({ ...trialProfile(place), writable: [home, place.project], kept: [...own, join(home, ".bashrc")], homes: [home] });
    const processes = createProcesses({ cwd: home, env: { ...process.env, HOME: home }, signal: abort.signal, fence: async () => opened });
    const { output } = await processes.run({
      command: `pwd; echo x > docs/made; echo x > .bash_profile; echo x > .bashrc; mv .config away; mkdir .local; mv '${place.project}/a' '${place.project}/c'; mkdir -p '${place.project}/a/b' && echo x > '${place.project}/a/b/made'; ls -d .ssh`,
    });
    await opened?.close();
    expect(output).to.match(new RegExp(`^${home}\n`)).and.match(/\.ssh\n$/);
    expect(readdirSync(home).sort()).to.deep.equal([".bashrc", ".config", ".ssh", "docs", "settings"]);
    expect(["docs/made", ".config/ainative-code"].map((name) => existsSync(join(home, name)))).to.deep.equal([true, true]);
    expect([readdirSync(join(place.project, "a/b")), existsSync(join(place.project, "c"))]).to.deep.equal([[], false]);
  });

  it("has a /tmp of its own, kept between commands and removed at the end", async () => {
    await run("echo kept > /tmp/one; echo $TMPDIR");
    expect((await run("cat /tmp/one")).output).to.equal("kept\n");
    expect(existsSync("/tmp/one")).to.equal(false);
    const left = (): number => readdirSync(process.env["TMPDIR"] ?? "/tmp").filter((name) => name.startsWith("ainative-code-sandbox-")).length;
    expect(left()).to.equal(1);
    await fence.close();
    expect(left()).to.equal(0);
  });

  it("ends what a command leaves in the background, and says so", async () => {
    const result = await run("sleep 60 & echo begun");
    expect(result).to.include({ exitCode: 0, backgroundEnded: true, output: "begun\n" });
    const escaped = await run("setsid sleep 61 > /dev/null 2>&1 & echo begun");
    expect(escaped).to.include({ exitCode: 0, backgroundEnded: true });
    expect(processesWith("sleep\u000061")).to.equal(0);
  });

  it("ends a command at its time limit, with time to tidy up", async () => {
    const result = await run("trap 'echo tidied; exit' TERM; while :; do sleep 0.05; done", { timeoutMs: 300 });
    expect([result.timedOut, result.output.endsWith("tidied\n")]).to.deep.equal([true, true]);
    const deaf = await run("trap '' TERM; while :; do sleep 0.0612; done", { timeoutMs: 200 });
    expect(deaf.timedOut).to.equal(true);
    expect(processesWith("sleep\u00000.0612")).to.equal(0);
  });

  it("ends a command when the turn is cancelled", async () => {
    const running = run("echo begun; sleep 62", { onOutput: () => abort.abort() });
    await running.then(() => expect.fail("it went on"), (error: unknown) => expect(error).to.have.property("code", "cancelled"));
    expect(processesWith("sleep\u000062")).to.equal(0);
  });

  it("tells the exit code of a command that was killed, as shells do", async () => {
    expect(await run("kill -KILL $$")).to.include({ exitCode: 137 });
    expect(await run("exit 7")).to.include({ exitCode: 7 });
  });

  it("finishes helpers of the command", async () => {
    expect((await run("echo a > >(sleep 0.02; cat)")).output).to.equal("a\n");
  });

  it("says in one line that it stopped a command, and how to ask", async () => {
    for (const command of [`echo x > ${place.outside}/x`, "echo x > .git/hooks/a", "getent hosts example.com || curl -sS http://example.com"]) {
      expect((await run(command)).stoppedByFence, command).to.match(/^the sandbox stopped it: .*`unfenced`/);
    }
    expect((await run("false")).stoppedByFence).to.equal(undefined);
    expect((await run("echo Read-only file system")).stoppedByFence).to.equal(undefined);
  });

  it("hands on nothing that this program was handed open itself", async () => {
    const seen = join(place.outside, "seen");
    const script = `
      const { openFence } = await import(${JSON.stringify(join(import.meta.dirname, "../../../src/infra/sandbox/open-fence.ts"))});
      const { createProcesses } = await import(${JSON.stringify(join(import.meta.dirname, "../../../src/infra/process/create-processes.ts"))});
      const fence = await openFence({ platform: "linux", path: process.env.PATH, profile: ${JSON.stringify(trialProfile(place))} });
      const processes = createProcesses({ cwd: ${JSON.stringify(place.project)}, env: process.env, signal: AbortSignal.timeout(10_000), fence: async () => fence });
      console.log((await processes.run({ command: "echo out >&9; echo out >&123; ls /proc/self/fd | tr '\\n' ' '" })).output);
      await fence.close();
    `;
    const output = execFileSync("bash", ["-c", 'exec 9>"$1" 123>"$1"; shift; exec "$@"', "sh", seen, process.execPath, "--conditions=ainative-source", "--input-type=module", "-e", script], { encoding: "utf8" });
    expect([readFileSync(seen, "utf8"), output.split("\n").at(-2)]).to.deep.equal(["", "0 1 2 3 "]);
  });

  it("has no capabilities, no sockets of the file system and no new namespaces inside", async () => {
    expect((await run("grep -E 'CapEff|CapBnd' /proc/self/status | sort -u")).output).to.equal("CapBnd:\t0000000000000000\nCapEff:\t0000000000000000\n");
    const { output } = await run(`'${process.execPath}' -e 'require("net").connect("/run/x.sock").on("error", (e) => console.log(e.code))'; unshare -r true; unshare -m true; mount -t tmpfs x /mnt`);
    expect(output).to.match(/^EPERM\n/);
    expect(output.match(/not permitted|denied|must be superuser/gi)).to.have.length.of.at.least(3);
  });

  it("does not make a place writable that a link in the project leads to", async () => {
    symlinkSync(place.home, join(place.project, ".ainative-code"));
    await run("echo x > .ainative-code/x; rm .ainative-code; mkdir .ainative-code");
    expect(existsSync(join(place.home, "x"))).to.equal(false);
  });

  it("starts programs of node, with child processes of their own", async () => {
    const { output } = await run(`'${process.execPath}' -e 'console.log(require("child_process").execSync("echo child").toString())'`);
    expect(output).to.equal("child\n\n");
  });

  it("runs nothing when its own folder has been cleared away, and says so", async () => {
    const { TMPDIR: tmp = "/tmp" } = process.env;
    for (const name of readdirSync(tmp).filter((one) => one.startsWith("ainative-code-sandbox-"))) rmSync(join(tmp, name), { recursive: true });
    await run("touch made").then(() => expect.fail("it ran"), (error: unknown) => expect(error).to.have.property("code", "storage"));
    expect(existsSync(join(place.project, "made"))).to.equal(false);
  });

  it("is not there, and says why, where no temporary file can be made", async () => {
    const { TMPDIR: tmp } = process.env;
    process.env["TMPDIR"] = "/proc/none";
    try {
      const opened = await openFence({ platform: "linux", path: process.env["PATH"], profile: trialProfile(place) });
      expect(opened).to.have.property("missing").that.matches(/can't be set up: .*\/proc\/none/);
    } finally {
      process.env["TMPDIR"] = tmp;
    }
  });

  it("leaves aside a bwrap that stands where commands can write", async () => {
    writeFileSync(join(place.project, "bwrap"), "#!/bin/sh\ntouch /tmp/fooled\n", { mode: 0o755 });
    const opened = await openFence({ platform: "linux", path: [place.project, "."].join(delimiter), profile: trialProfile(place) });
    expect(opened).to.have.property("missing", "bubblewrap (bwrap) is not installed");
  });

  it("takes away what a run has left that was killed", async () => {
    const { TMPDIR: tmp = "/tmp" } = process.env;
    const left = join(tmp, "ainative-code-sandbox-999999999-x");
    mkdirSync(left);
    mkdirSync(join(place.project, ".mcp.json"));
    const opened = await fenceHere(trialProfile(place));
    await run("true");
    expect([existsSync(left), existsSync(join(place.project, ".mcp.json"))]).to.deep.equal([false, false]);
    await opened?.close();
  });

  it("runs many commands at a time", async () => {
    const results = await Promise.all(Array.from({ length: 8 }, async (_, index) => run(`echo ${String(index)} > made-${String(index)}; echo x > .mcp.json`)));
    expect(results.filter(({ output }) => !output.includes(".mcp.json"))).to.deep.equal([]);
    expect(readdirSync(place.project).filter((name) => name.startsWith("made-"))).to.have.length(8);
    expect(existsSync(join(place.project, ".mcp.json"))).to.equal(false);
  });
});

/** How many processes of this machine have these words in their command line. */
function processesWith(words: string): number {
  return readdirSync("/proc").filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, "latin1").includes(words) && !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${name}/status`, "utf8"));
    } catch {
      return false;
    }
  }).length;
}
