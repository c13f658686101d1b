import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { trialPlace, trialProfile } from "../../../src/infra/sandbox/escape-trial.ts";
import { buildOnce } from "../../boot/built-cli.ts";
import { fenceHere } from "../../infra/sandbox/fence-here.ts";
import { scene } from "../bad-days/scene.ts";
import type { Scene } from "../bad-days/scene.ts";

/** The model runs these commands, one after another, and then is done. */
async function running(...inputs: readonly (string | Readonly<Record<string, unknown>>)[]): Promise<Scene> {
  const calls = inputs.map((input) => ({ text: "", calls: [{ name: "bash", input: typeof input === "string" ? { command: input } : { ...input } }] }));
  return scene([...calls, { text: "Done." }, { text: "Done." }]);
}

/** What the model was told of its last call. */
function told(s: Scene, request = s.server.requests.length - 1): string {
  const { messages } = s.server.requests[request]?.body ?? {};
  return JSON.stringify(Array.isArray(messages) ? messages.at(-1) : messages);
}

const unfenced = (command: string): Readonly<Record<string, unknown>> => ({ command, unfenced: "It needs it." });

/** A `PATH` on which `bwrap` is what is given, or is missing. */
function withBubblewrap(s: Scene, script?: string): Readonly<Record<string, string>> {
  const folder = join(s.home.root, "programs");
  mkdirSync(folder, { recursive: true });
  for (const name of ["bash", "sh", "cat", "mkfifo", "env", "touch"]) {
    writeFileSync(join(folder, name), `#!/bin/sh\nexec /bin/${name} "$@"\n`);
    chmodSync(join(folder, name), 0o755);
  }
  if (script !== undefined) {
    writeFileSync(join(folder, "bwrap"), script);
    chmodSync(join(folder, "bwrap"), 0o755);
  }
  return { PATH: [folder, join(process.execPath, "..")].join(delimiter) };
}

async function hasFence(): Promise<boolean> {
  using place = trialPlace(process.env);
  const fence = await fenceHere(trialProfile(place));
  await fence?.close();
  return fence !== undefined;
}

describe("commands of the model", () => {
  before(buildOnce);

  describe("where the machine has a fence", () => {
    it("write in the working directory and nowhere else, and are told why", async function onLinux() {
      await using s = await running("echo x > made; cat ~/ainative-code/config/config.yaml; echo x > ~/made");
      if (!(await hasFence())) return this.skip();
      const { exitCode } = await s.chat(["--allowed-tools", "bash"]);
      expect([exitCode, existsSync(join(s.home.project, "made")), existsSync(join(s.home.home, "made"))]).to.deep.equal([0, true, false]);
      expect(told(s)).to.include("Read-only file system").and.include("the sandbox stopped it").and.include("unfenced");
    });

    it("leave it only by a permission of its own", async function onLinux() {
      for (const [rules, made, exit] of [
        [["bash"], false, 50],
        [["unfenced"], false, 50],
        [["bash", "unfenced(echo *)"], false, 50],
        [["bash", "unfenced(touch *)"], true, 0],
      ] as const) {
        await using s = await running(unfenced("touch ../made"));
        if (!(await hasFence())) return this.skip();
        const ended = await s.chat(rules.flatMap((rule) => ["--allowed-tools", rule]));
        expect([ended.exitCode, existsSync(join(s.home.root, "made"))], rules.join()).to.deep.equal([exit, made]);
        if (exit === 50) expect(ended.stderr).to.include("unfenced(touch ../made)");
      }
    });

    it("can't leave it where it is required, whatever the rules say", async function onLinux() {
      await using s = await running(unfenced("touch ../made"), "touch made");
      if (!(await hasFence())) return this.skip();
      await s.chat(["--permission-mode", "bypass"], { env: { AINATIVE_CODE_SANDBOX_MODE: "required" } });
      expect([existsSync(join(s.home.root, "made")), existsSync(join(s.home.project, "made"))]).to.deep.equal([false, true]);
      expect(told(s, 1)).to.include("sandbox.mode is required");
    });

    it("run as they are where it is switched off", async () => {
      await using s = await running("touch ../made");
      await s.chat(["--allowed-tools", "bash"], { env: { AINATIVE_CODE_SANDBOX_MODE: "off" } });
      expect(existsSync(join(s.home.root, "made"))).to.equal(true);
    });

    it("and other tools use a folder that is added for the run like the working directory", async function onLinux() {
      await using s = await scene([
        { text: "", calls: [{ name: "bash", input: { command: "touch ../extra/by-bash" } }, { name: "write", input: { path: "../extra/by-write", content: "x" } }] },
        { text: "Done." },
      ]);
      if (!(await hasFence())) return this.skip();
      mkdirSync(join(s.home.root, "extra"));
      const { exitCode } = await s.chat(["--allowed-tools", "bash", "--permission-mode", "accept-edits", "--add-dir", "../extra"]);
      expect([exitCode, existsSync(join(s.home.root, "extra/by-bash")), existsSync(join(s.home.root, "extra/by-write"))]).to.deep.equal([0, true, true]);
      expect(await s.chat(["--add-dir", "nowhere"])).to.include({ exitCode: 42 });
    });

    it("write to folders that the user has added, and don't read what the project denies", async function onLinux() {
      await using s = await running("touch ../added/made; cat secret");
      if (!(await hasFence())) return this.skip();
      mkdirSync(join(s.home.root, "added"));
      mkdirSync(join(s.home.project, ".ainative-code"));
      writeFileSync(join(s.home.project, "secret"), "the-word");
      writeFileSync(join(s.home.project, ".ainative-code/config.yaml"), "sandbox: {readDenied: [secret]}\n");
      mkdirSync(s.home.config, { recursive: true });
      writeFileSync(join(s.home.config, "config.yaml"), `sandbox: {writable: [${JSON.stringify(join(s.home.root, "added"))}]}\n`);
      await s.chat(["--allowed-tools", "bash"]);
      expect(existsSync(join(s.home.root, "added/made"))).to.equal(true);
      expect(told(s)).to.include("Permission denied").and.not.include("the-word");
    });
  });

  describe("where it has none", () => {
    for (const [what, script, says] of [
      ["bubblewrap is missing", undefined, "bubblewrap (bwrap) is not installed"],
      ["namespaces are forbidden", "#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n", "setting up uid map"],
    ] as const) {
      it(`are asked about although a rule of the settings allows them, and it is told once (${what})`, async () => {
        await using s = await running("touch made", "touch again");
        await s.run(["permissions", "add", "allow", "bash"]);
        const env = withBubblewrap(s, script);
        const { exitCode, stderr } = await s.chat([], { env });
        expect([exitCode, existsSync(join(s.home.project, "made"))], stderr).to.deep.equal([50, false]);
        expect(stderr.split(says).length - 1, stderr).to.equal(1);
      });

      it(`run by rules that are given for this run (${what})`, async () => {
        await using s = await running("touch made");
        const { exitCode, stderr } = await s.chat(["--allowed-tools", "bash"], { env: withBubblewrap(s, script) });
        expect([exitCode, existsSync(join(s.home.project, "made")), stderr.includes("sandbox")]).to.deep.equal([0, true, false]);
      });

      it(`are refused where one is required (${what})`, async () => {
        await using s = await running("touch made");
        await s.chat(["--permission-mode", "bypass"], { env: { ...withBubblewrap(s, script), AINATIVE_CODE_SANDBOX_MODE: "required" } });
        expect(existsSync(join(s.home.project, "made"))).to.equal(false);
        expect(told(s)).to.include(says);
      });
    }
  });

  it("can't have their fence widened by a project's settings", async () => {
    for (const line of ["mode: off", "mode: auto", "allowedDomains: [example.com]", "writable: [/]"]) {
      await using s = await running("true");
      mkdirSync(join(s.home.project, ".ainative-code"));
      writeFileSync(join(s.home.project, ".ainative-code/config.yaml"), `sandbox: {${line}}\n`);
      const { exitCode, stderr } = await s.chat();
      expect([exitCode, stderr.includes("project's file can't set sandbox")], line).to.deep.equal([42, true]);
    }
    await using s = await running("true");
    mkdirSync(join(s.home.project, ".ainative-code"));
    writeFileSync(join(s.home.project, ".ainative-code/config.yaml"), "sandbox: {mode: required}\n");
    const { stdout } = await s.run(["config", "get", "sandbox.mode", "--json"]);
    expect(stdout).to.include("required");
  });

  it("are no part of what a project leaves: nothing is in the folder afterwards that was not made", async () => {
    await using s = await running("ls -a", "touch made");
    await s.chat(["--allowed-tools", "bash"]);
    const { readdirSync } = await import("node:fs");
    expect(readdirSync(s.home.project)).to.deep.equal(["made"]);
    expect(readdirSync(s.home.tmp)).to.deep.equal([]);
    expect(readFileSync(join(s.home.project, "made"), "utf8")).to.equal("");
  });
});

describe("the sandbox's own commands", () => {
  before(buildOnce);

  it("tell what fences commands, and what is missing", async () => {
    await using s = await running("true");
    const missing = await s.run(["sandbox", "status", "--json"], { env: withBubblewrap(s) });
    expect(JSON.parse(missing.stdout)).to.include({ mode: "auto", missing: "bubblewrap (bwrap) is not installed" });
    const broken = await s.run(["sandbox", "status"], { env: withBubblewrap(s, "#!/bin/sh\necho 'bwrap: Creating new namespace failed: Operation not permitted' >&2\nexit 1\n") });
    expect(broken.stdout).to.include("Creating new namespace failed").and.include("sysctl");
  });

  it("try eight escapes, and end with 1 where one is not proved to fail", async function onLinux() {
    await using s = await running("true");
    const missing = await s.run(["sandbox", "test", "--json"], { env: withBubblewrap(s) });
    expect(missing.exitCode, missing.stderr).to.equal(1);
    if (!(await hasFence())) return this.skip();
    const { exitCode, stdout } = await s.run(["sandbox", "test"]);
    expect([exitCode, stdout.match(/^pass/gm)?.length], stdout).to.deep.equal([0, 8]);
  });
});
