import type { JournalEntry, ScriptedCall, ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildOnce } from "../boot/built-cli.ts";
import { canMount, withMounts } from "./bad-days/own-disk.ts";
import { bin, scene } from "./bad-days/scene.ts";
import type { Scene } from "./bad-days/scene.ts";
import { placePlugin, placeSdk } from "./plugins/place-plugin.ts";
import type { MadePlugin } from "./plugins/place-plugin.ts";
import { rolesOf } from "./bad-days/sessions.ts";

const accept = ["--permission-mode", "bypass"];

/** For each prompt: these calls, then a word. */
function calling(...calls: readonly ScriptedCall[]): (entry: JournalEntry) => ScriptedReply {
  return ({ body }) => (rolesOf(body).at(-1) === "tool" ? { text: "Done." } : { calls });
}

const write = (path: string, content: string): ScriptedCall => ({ name: "write", input: { path, content } });

interface Report {
  readonly files: readonly { readonly path: string; readonly conflict?: string }[];
  readonly done?: { readonly files: readonly string[]; readonly left: readonly { readonly path: string; readonly why: string }[]; readonly chat: boolean };
}

async function report(s: Scene, ...words: readonly string[]): Promise<Report & { readonly exitCode: number | null }> {
  const { stdout, exitCode } = await s.run(["session", ...words, "--json"]);
  return { ...(JSON.parse(stdout) as Report), exitCode: exitCode ?? null };
}

const head = 'import { Command, Flags } from "@ainative-code/sdk/command"; import { appendFileSync } from "node:fs";';

/** A plugin with a command that can be taken back, and one that can't. */
const notes: MadePlugin = {
  manifest: { oclif: { commands: "./commands", topicSeparator: " " } },
  files: {
    "commands/notes/add.js": `${head}
export default class Add extends Command {
  static description = "Adds a note.";
  static tool = { risk: "write", undo: "./undo-add.js", input: { type: "object", properties: { text: { type: "string" } } } };
  static flags = { text: Flags.string() };
  async run() {
    const { flags } = await this.parse(Add);
    appendFileSync(".notes", flags.text + "\\n");
    return { number: 1 };
  }
}`,
    "commands/notes/send.js": `${head}
export default class Send extends Command {
  static description = "Sends the notes.";
  static tool = { risk: "network", input: { type: "object", properties: {} } };
  async run() {
    return { sent: true };
  }
}`,
    "undo-add.js": `import { readFileSync, writeFileSync } from "node:fs";
export default async ({ input, output }, host) => {
  if (host.plugin !== "notes") throw new Error("not my host");
  writeFileSync(".notes", readFileSync(".notes", "utf8").replace(input.text + "\\n", ""));
  return \`removed \${input.text}, which was number \${JSON.parse(output).number}\`;
};`,
  },
};

describe("session undo and redo", () => {
  before(buildOnce);

  for (const git of [true, false]) {
    it(`takes a run back and forth in new processes, ${git ? "in a repository, which it does not touch" : "without git"}`, async () => {
      await using s = await scene(calling(write("made/new.txt", "new\n"), { name: "bash", input: { command: "true" } }));
      const { project } = s.home;
      if (git) execFileSync("git", ["init", "-q"], { cwd: project });
      const repository = git ? readdirSync(join(project, ".git")) : [];
      expect((await s.chat(accept)).exitCode).to.equal(0);
      expect(readFileSync(join(project, "made/new.txt"), "utf8")).to.equal("new\n");

      const preview = await s.run(["session", "undo"]);
      expect(preview.stdout).to.match(/Back to before "Go":\n {2}made\/new\.txt: removed \+0 -1\n {4}@@.*\n {4}-new\n[^]*Nothing was changed yet/);
      expect(existsSync(join(project, "made/new.txt"))).to.equal(true);

      const { done, exitCode } = await report(s, "undo", "--yes");
      expect([done, exitCode]).to.deep.equal([{ files: [join(project, "made/new.txt")], left: [], chat: true }, 0]);
      expect(existsSync(join(project, "made"))).to.equal(false);
      expect((await s.run(["session", "undo", "--list"])).stdout).to.contain("Nothing was said yet.");
      const [session] = JSON.parse((await s.run(["session", "list", "--json"])).stdout) as readonly { readonly id: string }[];
      const shown = (await s.run(["session", "show", session?.id ?? ""])).stdout;
      expect(shown).to.match(/\n\n\[taken back from here on; [^\]]*\]\n\n> Go\n[^]*\n\[taken back up to here\]\n$/);

      expect((await report(s, "redo", "--yes")).exitCode).to.equal(0);
      expect(readFileSync(join(project, "made/new.txt"), "utf8")).to.equal("new\n");
      expect((await s.run(["session", "undo", "--list"])).stdout).to.match(/1 {2}.* {2}Go {2}1 file \+1 -0/);
      if (git) expect(readdirSync(join(project, ".git"))).to.deep.equal(repository);
    });
  }

  it("takes a whole turn back, also where something was said in the middle of it", async () => {
    let asked = 0;
    const replies: readonly ScriptedReply[] = [{ calls: [write("a.txt", "new\n")] }, { text: "Done." }, { text: "Now it is." }];
    await using s = await scene(() => replies[Math.min(asked++, 2)] ?? {});
    mkdirSync(s.home.config, { recursive: true });
    const command = `grep -q '"stop_hook_active":true' || { echo "Look again." >&2; exit 2; }`;
    writeFileSync(join(s.home.config, "config.yaml"), JSON.stringify({ hooks: { Stop: [{ hooks: [{ command }] }] } }));
    expect((await s.chat(accept)).stdout).to.include("Now it is.");
    expect(s.server.requests[2]?.text).to.include("Look again.");
    expect((await s.run(["session", "undo", "--list"])).stdout).to.match(/1 {2}.* {2}Go {2}1 file \+1 -0/).and.not.include("Look again");
    expect((await report(s, "undo", "--yes")).done).to.deep.equal({ files: [join(s.home.project, "a.txt")], left: [], chat: true });
    expect(existsSync(join(s.home.project, "a.txt"))).to.equal(false);
  });

  it("removes the copies of sessions that nobody went on with, never those of its own", async () => {
    await using s = await scene(calling(write("a.txt", "new\n")));
    const kept = join(s.home.data, "checkpoints");
    mkdirSync(join(kept, "0-long-ago"), { recursive: true });
    writeFileSync(join(kept, "0-long-ago/ledger.jsonl"), "");
    utimesSync(join(kept, "0-long-ago/ledger.jsonl"), 1_700_000_000, 1_700_000_000);
    await s.chat(accept, { env: { AINATIVE_CODE_CHECKPOINTS_MAX_TOTAL_MB: "0" } });
    const left = readdirSync(kept);
    expect(left).to.have.length(1);
    expect(left).not.to.include("0-long-ago");
    expect((await report(s, "undo", "--yes")).exitCode).to.equal(0);
  });

  it("has a plugin take back what it did, if one says so, and names it else", async () => {
    await using s = await scene(calling({ name: "notes_add", input: { text: "milk" } }, { name: "notes_send", input: {} }));
    placeSdk(s.home);
    placePlugin(s.home, "notes", notes);
    const list = (): string => readFileSync(join(s.home.project, ".notes"), "utf8");
    writeFileSync(join(s.home.project, ".gitignore"), ".notes\n");
    await s.chat(accept);
    expect(list()).to.equal("milk\n");
    const preview = await s.run(["session", "undo"]);
    expect(preview.stdout).to.match(/notes_add: only its plugin can take it back, if you say so\n +\{"text":"milk"\}/);
    expect(preview.stdout).to.match(/notes_send: what it did is not in files of this folder, or not known/);
    expect((await s.run(["session", "undo", "--files", "--to", "1", "--yes"])).stdout).to.contain("Nothing was changed.");
    expect(list()).to.equal("milk\n");
    const undone = await s.run(["session", "undo", "--plugins", "--yes"]);
    expect(undone.stdout).to.contain('notes_add {"text":"milk"}: removed milk, which was number 1');
    expect(list()).to.equal("");
  });

  it("goes on with the conversation from where it went back to", async () => {
    await using s = await scene(() => ({ text: "Yes." }));
    await s.chat();
    await s.chat(["--continue"]);
    expect((await report(s, "undo", "--chat", "--yes")).done?.chat).to.equal(true);
    await s.chat(["--continue"]);
    expect(rolesOf(s.server.requests.at(-1)?.body ?? {}).filter((role) => role === "user")).to.have.length(2);
  });

  it("finds what another session wrote over it, and leaves that alone", async () => {
    let content = "first\n";
    await using s = await scene((entry) => calling({ name: "bash", input: { command: "true" } }, { name: "read", input: { path: "a.txt" } }, write("a.txt", content))(entry));
    await s.chat(accept);
    const first = (JSON.parse((await s.run(["session", "list", "--json"])).stdout) as { id: string }[])[0]?.id ?? "";
    content = "second\n";
    await s.chat(accept);
    const told = (await s.run(["session", "undo", first, "--files", "--yes"])).stdout;
    expect(told).to.include(`Bring back all the same: ainative-code session undo ${first} --files --yes --overwrite a.txt`);
    const { done, exitCode } = await report(s, "undo", first, "--yes");
    expect(done?.left.map(({ why }) => why)).to.deep.equal(["has changed since"]);
    expect(exitCode).to.equal(44);
    expect(readFileSync(join(s.home.project, "a.txt"), "utf8")).to.equal("second\n");
    expect((await report(s, "undo", first, "--files", "--yes", "--overwrite", "a.txt")).exitCode).to.equal(0);
    expect(existsSync(join(s.home.project, "a.txt"))).to.equal(false);
    expect((await report(s, "redo", first, "--yes")).exitCode).to.equal(0);
    expect(readFileSync(join(s.home.project, "a.txt"), "utf8")).to.equal("second\n");
  });

  it("is ended by the next process where it was killed in the middle", async () => {
    const names = Array.from({ length: 150 }, (_, index) => `file-${String(index).padStart(3, "0")}.txt`);
    let says: ReturnType<typeof calling> = calling(...names.map((name) => write(name, `${name}\n`)));
    await using s = await scene((entry) => says(entry));
    const { project } = s.home;
    expect((await s.chat(accept)).exitCode).to.equal(0);
    const left = (): number => readdirSync(project).filter((name) => name.startsWith("file-")).length;
    expect(left()).to.equal(names.length);
    const cli = s.startOpen(["session", "undo", "--yes"]);
    while (left() === names.length) await sleep(1);
    cli.kill("SIGKILL");
    await cli.exited;
    const remaining = left();
    says = () => ({ text: "Here we are." });
    const next = await s.chat(["--continue"]);
    expect(left(), `${remaining} were left`).to.equal(0);
    expect(next.exitCode).to.equal(0);
    expect((await report(s, "redo", "--files", "--yes")).done?.files).to.have.length(names.length);
    for (const name of names) expect(readFileSync(join(project, name), "utf8")).to.equal(`${name}\n`);
  });

  it("touches nothing where the disk has no room for what is there now, and tells of changes it can't keep", async function () {
    canMount.call(this);
    const large = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * index * 31) % 251)).toString("base64");
    let says = calling(write("a.txt", large));
    await using s = await scene((entry) => says(entry));
    const fill = 'head -c 2000000 /dev/zero >"$KEPT/fill" 2>/dev/null || true';
    const undo = 'code=0; node "$BIN" session undo --yes 2>&1 || code=$?; echo "exit $code $(ls)"';
    const commands = ['mkdir -p "$KEPT" && mount -t tmpfs -o size=1m tmpfs "$KEPT"', `${go} >/dev/null`, fill, undo, 'rm "$KEPT/fill"', undo];
    const env = { BIN: bin, KEPT: join(s.home.data, "checkpoints") };
    const told = await withMounts(s, commands.join("\n"), env);
    expect(told).to.match(/Can't keep a copy in .*: the disk is full\.[^]*exit 1 a\.txt\n[^]*1 file brought back[^]*exit 0 \n$/);

    says = calling({ name: "bash", input: { command: "echo mine >b.txt" } }, { name: "read", input: { path: "b.txt" } }, write("b.txt", "new\n"));
    const warned = await withMounts(s, [commands[0], fill, `${go} 2>&1`].join("\n"), env);
    expect(warned).to.contain("changes made from now on may not be undone: ").and.to.contain("the disk is full");
    expect(readFileSync(join(s.home.project, "b.txt"), "utf8")).to.equal("new\n");
  });
});

const go = 'node "$BIN" chat -p Go -m openai/m --permission-mode bypass';
