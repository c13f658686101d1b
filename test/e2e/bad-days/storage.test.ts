import { expect } from "chai";
import { until } from "@ainative-code/test-kit";
import type { JournalEntry } from "@ainative-code/test-kit";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { buildOnce } from "../../boot/built-cli.ts";
import { expectFailure, expectFailureInEveryFormat, expectWellTold, resultOf } from "./failures.ts";
import { canMount, withMounts } from "./own-disk.ts";
import type { Scene } from "./scene.ts";
import { bin, scene } from "./scene.ts";
import { briefly, savedMessages } from "./sessions.ts";

const hello = (): Promise<Scene> => scene(() => ({ text: "Hello." }));
const database = ({ home }: Scene): string => join(home.data, "sessions.db");

/** A home with one session in it: Go, Hello. */
async function withSession(): Promise<Scene> {
  const s = await hello();
  expect(await s.chat()).to.include({ exitCode: 0, stdout: "Hello.\n" });
  return s;
}

describe("a bad day of the disk", () => {
  before(buildOnce);

  it("is none where the folders are not there yet", async () => {
    await using s = await hello();
    expect(existsSync(s.home.data)).to.equal(false);
    expect(await s.chat()).to.deep.include({ exitCode: 0, stdout: "Hello.\n", stderr: "" });
    expect(statSync(database(s)).mode & 0o777).to.equal(0o600);
    expect(statSync(s.home.data).mode & 0o777).to.equal(0o700);
  });

  it("tells a data folder that can't be made, and does not run anything first", async () => {
    await using s = await scene(() => ({ calls: [{ name: "bash", input: { command: "touch it-ran" } }] }));
    writeFileSync(join(s.home.root, "file"), "");
    for (const place of [join(s.home.root, "file/home"), "/proc/ainative-code"]) {
      const env = { AINATIVE_CODE_HOME: place };
      await expectFailureInEveryFormat(async (format) => s.chat(["--allowed-tools", "bash", ...format], { env }), {
        exitCode: 1,
        code: "storage",
        told: [
          `The session database ${place}/data/sessions.db can't be opened`,
          `Try: Make ${place}/data a folder you may write to.`,
          "set AINATIVE_CODE_HOME to a folder of your own",
        ],
      });
    }
    expect(existsSync(join(s.home.project, "it-ran"))).to.equal(false);
  });

  it("tells a folder where the database should be", async () => {
    await using s = await hello();
    mkdirSync(database(s), { recursive: true });
    expectFailure(await s.chat(), { exitCode: 1, told: [`The session database ${database(s)} can't be opened`] });
  });

  it("tells a damaged database, and what it advises helps", async () => {
    await using s = await withSession();
    for (const suffix of ["-wal", "-shm"]) rmSync(`${database(s)}${suffix}`, { force: true });
    writeFileSync(database(s), "This is a text. ".repeat(500));
    const told = [`The session database ${database(s)} is damaged.`, "Try: Move it away, a new one is made at the next start: mkdir -p"];
    const failure = { exitCode: 1, code: "storage", told };
    await expectFailureInEveryFormat(async (format) => s.chat(format), failure);
    const list = await s.run(["session", "list"]);
    expectFailure(list, failure);
    const advice = /at the next start: (.*)$/m.exec(list.stderr)?.[1] ?? "";
    execFileSync("sh", ["-c", advice]);
    expect(await s.chat()).to.include({ exitCode: 0, stdout: "Hello.\n" });
    expect(readFileSync(join(s.home.data, "damaged/sessions.db"), "utf8")).to.match(/^This is a text\. /);
  });

  it("leaves a database of a newer version alone, and says so", async () => {
    await using s = await withSession();
    const raw = new DatabaseSync(database(s));
    raw.exec("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)");
    raw.close();
    const before = readFileSync(database(s));
    await expectFailureInEveryFormat(async (format) => s.chat(format), {
      exitCode: 1,
      code: "storage",
      told: [`${database(s)} was written by a newer ainative-code`, "Try: Update this one: npm install --global ainative-code"],
    });
    expect(readFileSync(database(s)).equals(before)).to.equal(true);
  });

  it("waits for a database that is locked for a moment", async () => {
    await using s = await withSession();
    const [{ id }] = JSON.parse((await s.run(["session", "list", "--json"])).stdout) as [{ readonly id: string }];
    using other = new DatabaseSync(database(s));
    other.exec("BEGIN EXCLUSIVE");
    const waiting = [s.start(), s.start(["--resume", id])];
    await s.server.request(1);
    other.exec("COMMIT");
    for (const { exited } of waiting) expect(await exited).to.include({ exitCode: 0, stdout: "Hello.\n" });
  });

  it("tells a database that stays locked, from the beginning or in the middle, and loses nothing of before", async () => {
    await using s = await withSession();
    await using middle = await scene([{ text: "Lost.", paceMs: 200 }, { text: "An answer." }], { pick: "sequence" });
    using other = new DatabaseSync(database(s));
    other.exec("BEGIN EXCLUSIVE");
    const failure = {
      exitCode: 1,
      code: "storage",
      told: [`The session database ${database(s)} is locked by another program.`, "Try: Close the other program"],
    };
    await Promise.all([
      expectFailureInEveryFormat(async (format) => s.chat([...(format.length === 0 ? ["--continue"] : []), ...format]), failure),
      expectLockedInTheMiddle(middle),
    ]);
    other.exec("ROLLBACK");
    expect(briefly(await savedMessages(s))).to.deep.equal(["user: Go", "assistant: Hello."]);
  }).timeout(60_000);

  describe("with mounts of its own", () => {
    before(canMount);

    it("tells a home that is read-only", async () => {
      await using s = await withSession();
      const commands = [
        'mount --bind "$HOME" "$HOME"',
        'mount -o remount,ro,bind "$HOME"',
        'code=0; node "$BIN" chat -p Go -m openai/m --json >"$TMPDIR/json" 2>"$TMPDIR/json.err" || code=$?; echo $code',
        'code=0; node "$BIN" chat -p Go -m openai/m 2>&1 || code=$?; echo $code',
      ];
      const told = await withMounts(s, commands.join("\n"), { BIN: bin });
      const result = resultOf({ stdout: readFileSync(join(s.home.tmp, "json"), "utf8") });
      expect(result).to.include({ exit_code: 1 }).and.to.have.nested.property("error.code", "storage");
      expect(told).to.match(/^1\nError: .*sessions\.db can't be opened for writing\.\nTry: Make .*\n.*AINATIVE_CODE_HOME.*\n1\n$/, told);
      expectWellTold(told);
      expect(readFileSync(join(s.home.tmp, "json.err"), "utf8")).to.equal("");
      expect(briefly(await savedMessages(s))).to.deep.equal(["user: Go", "assistant: Hello."]);
    });

    it("tells a disk that is full, loses nothing, and goes on when there is room again", async () => {
      const isLarge = ({ text }: JournalEntry): boolean => text.includes('"More"') && !text.includes('"Again"');
      await using s = await scene((request) => ({ text: isLarge(request) ? "word ".repeat(40_000) : "Hello." }));
      const commands = [
        'mkdir -p "$XDG_DATA_HOME" && mount -t tmpfs -o size=1m tmpfs "$XDG_DATA_HOME"',
        'node "$BIN" chat -p Go -m openai/m >"$TMPDIR/first"',
        'head -c 2000000 /dev/zero >"$XDG_DATA_HOME/fill" 2>/dev/null || true',
        'code=0; node "$BIN" chat -c -p More --json >"$TMPDIR/full" || code=$?; echo $code',
        'code=0; node "$BIN" chat -c -p More 2>"$TMPDIR/full.err" >/dev/null || code=$?; echo $code',
        'rm "$XDG_DATA_HOME/fill"',
        'node "$BIN" chat -c -p Again >"$TMPDIR/last"',
        'node "$BIN" session list --json >"$TMPDIR/list"',
        'node "$BIN" session show "$(sed -n \'s/.*"id": "\\(.*\\)".*/\\1/p\' "$TMPDIR/list")"',
      ];
      const shown = await withMounts(s, commands.join("\n"), { BIN: bin, AINATIVE_CODE_HOME: "" });
      const written = (name: string): string => readFileSync(join(s.home.tmp, name), "utf8");
      expect(shown).to.match(/^1\n1\n/);
      expect(resultOf({ stdout: written("full") })).to.have.nested.property("error.code", "storage");
      const full = /^Error: The disk is full: .*sessions\.db can't grow\.\nTry: Free some space on the disk of .*\n$/m;
      expect(written("full.err")).to.match(full);
      expect([written("first"), written("last")]).to.deep.equal(["Hello.\n", "Hello.\n"]);
      expect(shown).to.match(/> Go\n\nHello\.\n[^]*> Again\n\nHello\.\n$/);
    });
  });
});

async function expectLockedInTheMiddle(s: Scene): Promise<void> {
  const running = s.start(["--json"]);
  const other = await lockedAfterPrompt(s);
  const { exitCode, stdout } = await running.exited;
  other.close();
  expect(exitCode, stdout).to.equal(1);
  expect(resultOf({ stdout }).error).to.include({ code: "storage" });
  expect(await s.chat(["--continue"])).to.include({ exitCode: 0, stdout: "An answer.\n" });
  expect(briefly(await savedMessages(s))).to.deep.equal(["user: Go", "user: Go", "assistant: An answer."]);
}

/** Locks the database as soon as the prompt is in it. */
async function lockedAfterPrompt(s: Scene): Promise<DatabaseSync> {
  const isThere = (): boolean => {
    if (!existsSync(database(s))) return false;
    const reader = new DatabaseSync(database(s), { readOnly: true });
    try {
      return reader.prepare("SELECT 1 FROM messages").get() !== undefined;
    } catch {
      return false;
    } finally {
      reader.close();
    }
  };
  await until(() => (isThere() ? true : undefined), "the prompt to be saved", 30_000);
  const other = new DatabaseSync(database(s));
  other.exec("BEGIN IMMEDIATE");
  return other;
}
