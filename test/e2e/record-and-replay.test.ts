import { mkdirSync, readFileSync, realpathSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCli, startScriptedServer, type CliResult, type JournalEntry, type ScriptedReply } from "@ainative-code/test-kit";
import { expect } from "chai";
import { buildOnce, builtCli, root, type BuiltCli } from "../boot/built-cli.ts";

const notes = "one\ntwo\n";

/** A model that names its files by the absolute path it was told, as real ones do. */
function reply({ text }: JournalEntry, turn: number): ScriptedReply {
  const folder = /Working directory: (.*?)\\n/.exec(text)?.[1] ?? "";
  if (turn === 0) return { text: `I read ${folder}/notes.txt.`, calls: [{ name: "read", input: { path: `${folder}/notes.txt` } }] };
  return { text: `It has two lines, in ${folder}.` };
}

function project(cli: BuiltCli, name: string, text: string): string {
  const folder = join(realpathSync(cli.home.project), name);
  mkdirSync(folder);
  writeFileSync(join(folder, "notes.txt"), text);
  return folder;
}

async function chat(cli: BuiltCli, cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CliResult> {
  const options = { bin: join(root, "bin/run.js"), cwd, env: { ...cli.home.env, ...env } };
  return runCli(["chat", "-p", "How long are the notes?", ...args], options);
}

describe("a recorded chat", () => {
  before(buildOnce);

  const recorded = async (cli: BuiltCli): Promise<string> => {
    await using server = await startScriptedServer({ script: reply });
    const tape = join(cli.home.root, "tape.jsonl");
    const folder = project(cli, "recorded", notes);
    const env = { OPENAI_API_KEY: "secret-of-the-user", OPENAI_BASE_URL: server.baseURL };
    const { exitCode, stdout } = await chat(cli, folder, ["-m", "openai/m", "--record", tape], env);
    expect({ exitCode, stdout }).to.have.property("exitCode", 0);
    expect(stdout).to.include(`It has two lines, in ${folder}.`);
    return tape;
  };

  it("is played back in another folder, without the server", async () => {
    using cli = builtCli();
    const tape = await recorded(cli);
    const other = project(cli, "other folder", notes);
    const { exitCode, stdout, stderr } = await chat(cli, other, ["-m", `replay/${tape}`]);
    expect({ exitCode, stderr }).to.have.property("exitCode", 0);
    expect(stdout).to.include(`It has two lines, in ${other}.`);
  });

  it("goes on with a tape where a session is resumed", async () => {
    using cli = builtCli();
    const tape = await recorded(cli);
    const other = project(cli, "other", notes);
    const cut = await chat(cli, other, ["-m", `replay/${tape}`, "--max-turns", "1"]);
    expect(cut).to.include({ exitCode: 53 });
    const ended = await chat(cli, other, ["-m", `replay/${tape}`, "--continue"]);
    expect(ended.stderr).to.include("differs from the tape at /messages/3");
  });

  it("is refused, with a pointer, where one byte of a tool result is another", async () => {
    using cli = builtCli();
    const tape = await recorded(cli);
    const other = project(cli, "other", "one\ntwO\n");
    const { exitCode, stderr } = await chat(cli, other, ["-m", `replay/${tape}`]);
    expect(exitCode).to.equal(44);
    expect(stderr).to.include("/messages/2/parts/0/content/0/text").and.include("twO");
  });

  it("is not recorded on while it is played, by whatever name", async () => {
    using cli = builtCli();
    const tape = await recorded(cli);
    const before = readFileSync(tape, "utf8");
    const link = join(cli.home.root, "link.jsonl");
    symlinkSync(tape, link);
    const other = project(cli, "other", notes);
    const { exitCode, stderr } = await chat(cli, other, ["-m", `replay/${tape}`, "--record", link]);
    expect({ exitCode, stderr }).to.have.property("exitCode", 42);
    expect(stderr).to.include("is the tape that is being played");
    expect(readFileSync(tape, "utf8")).to.equal(before);
    const copied = join(cli.home.root, "copy.jsonl");
    expect(await chat(cli, other, ["-m", `replay/${tape}`, "--record", copied])).to.include({ exitCode: 0 });
  });

  it("holds no secret and is its owner's alone", async () => {
    using cli = builtCli();
    const tape = await recorded(cli);
    expect(readFileSync(tape, "utf8")).to.not.include("secret-of-the-user");
    expect(statSync(tape).mode & 0o077).to.equal(0);
  });
});
