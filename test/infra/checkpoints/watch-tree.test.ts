import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, readlinkSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { back, forth, rewindScene } from "./rewind-scene.ts";
import type { RewindScene } from "./rewind-scene.ts";

describe("taking back what commands did to files", () => {
  let scene: RewindScene;
  const at = (path: string): string => join(scene.cwd, path);
  const read = (path: string): string => readFileSync(at(path), "utf8");
  const git = (...words: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.test", ...words], { cwd: scene.cwd, encoding: "utf8" });

  /** All there is, committed, as of a while ago: an entry as new as the index is not to be relied on. */
  const committed = (): void => {
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "first");
  };
  const old = (path: string, content: string | Buffer): void => {
    writeFileSync(at(path), content);
    utimesSync(at(path), 1_700_000_000, 1_700_000_000);
  };

  beforeEach(async () => {
    scene = await rewindScene();
  });
  afterEach(async () => scene[Symbol.asyncDispose]());

  it("brings back what git has: changed, deleted, renamed and made files, links and modes", async () => {
    old("changed.txt", "one\r\ntwo\r\n");
    old("deleted.bin", Buffer.from([0, 255, 1]));
    old("renamed.txt", "renamed\n");
    old("run.sh", "#!/bin/sh\n");
    symlinkSync("changed.txt", at("link"));
    committed();
    const index = readFileSync(at(".git/index"));
    const id = await scene.turn("go", async () => {
      await scene.run("echo three >>changed.txt; rm deleted.bin; mv renamed.txt moved.txt; chmod +x run.sh; ln -sfn run.sh link; mkdir -p new/deep; echo x >new/deep/x");
    });
    const { left } = await back(scene, id);
    expect(left).to.deep.equal([]);
    expect(read("changed.txt")).to.equal("one\r\ntwo\r\n");
    expect([...readFileSync(at("deleted.bin"))]).to.deep.equal([0, 255, 1]);
    expect(read("renamed.txt")).to.equal("renamed\n");
    expect(statSync(at("run.sh")).mode & 0o111).to.equal(0);
    expect(readlinkSync(at("link"))).to.equal("changed.txt");
    expect([existsSync(at("moved.txt")), existsSync(at("new"))]).to.deep.equal([false, false]);
    expect(readFileSync(at(".git/index")).equals(index)).to.equal(true);
    expect(git("status", "--porcelain")).to.equal("");

    await forth(scene);
    expect(read("changed.txt")).to.equal("one\r\ntwo\r\nthree\n");
    expect(read("new/deep/x")).to.equal("x\n");
    expect(readlinkSync(at("link"))).to.equal("run.sh");
    expect(statSync(at("run.sh")).mode & 0o111).to.equal(0o111);
    expect(scene.problems).to.deep.equal([]);
  });

  it("brings back what a tool had written before, without git", async () => {
    const id = await scene.turn("go", async () => {
      await scene.files.write("a.txt", Buffer.from("b\na\n"));
    });
    const second = await scene.turn("sort it", () => scene.run("sort -o a.txt a.txt; echo more >new.txt"));
    expect(read("a.txt")).to.equal("a\nb\n");
    await back(scene, second);
    expect(read("a.txt")).to.equal("b\na\n");
    expect(existsSync(at("new.txt"))).to.equal(false);
    await back(scene, id);
    expect(existsSync(at("a.txt"))).to.equal(false);
  });

  it("names what it has no copy of, and says what else stays", async () => {
    writeFileSync(at("notes.txt"), "never seen\n");
    const id = await scene.turn("go", () => scene.run("echo changed >notes.txt"));
    const { plan, effects } = await scene.rewinder().back(id);
    expect(plan.steps).to.deep.equal([]);
    expect(plan.impossible).to.deep.equal([{ path: at("notes.txt"), why: "a command changed it, and no copy from before was at hand" }]);
    expect(effects.map(({ by, what }) => [by, what])).to.deep.equal([["bash", "echo changed >notes.txt"]]);
  });

  it("does not take git's copy for a file that was changed since, or that a filter made", async () => {
    old("mine.txt", "as committed\n");
    old("filtered.txt", "one\r\ntwo\r\n");
    writeFileSync(at(".gitattributes"), "filtered.txt text eol=crlf\n");
    committed();
    writeFileSync(at("mine.txt"), "my own, not committed\n");
    const id = await scene.turn("go", () => scene.run("echo x >mine.txt; echo y >filtered.txt"));
    const { plan } = await scene.rewinder().back(id);
    expect(plan.steps).to.deep.equal([]);
    expect(plan.impossible.map(({ path }) => path)).to.have.members([at("mine.txt"), at("filtered.txt")]);
  });

  it("leaves ignored files out", async () => {
    writeFileSync(at(".gitignore"), "out/\n");
    mkdirSync(at("out"));
    const id = await scene.turn("go", () => scene.run("echo built >out/built"));
    expect((await scene.rewinder().back(id)).plan).to.deep.include({ steps: [], impossible: [] });
  });

  it("counts what a tool wrote during a command once", async () => {
    const id = await scene.turn("go", async () => {
      await Promise.all([scene.run("sleep 0.2"), scene.files.write("a.txt", Buffer.from("1\n"))]);
    });
    const changes = scene.ledger.entries().filter((entry) => entry.kind === "change");
    expect(changes).to.have.length(1);
    await back(scene, id);
    expect(existsSync(at("a.txt"))).to.equal(false);
  });

  it("says so where the folder is too large to look at", async () => {
    await using small = await rewindScene({ maxFiles: 3 });
    for (const name of ["a", "b", "c", "d"]) writeFileSync(join(small.cwd, name), "");
    const id = await small.turn("go", () => small.run("echo x >a"));
    const { plan, effects } = await small.rewinder().back(id);
    expect(plan.steps).to.deep.equal([]);
    expect(effects.map(({ why }) => why)).to.deep.equal(["what it changed is not known: the folder has too many files to look at each"]);
  });

  it("survives a folder that can't be read", async () => {
    mkdirSync(at("locked"));
    chmodSync(at("locked"), 0);
    await scene.turn("go", () => scene.run("echo x >a.txt"));
    chmodSync(at("locked"), 0o755);
    expect(scene.problems).to.deep.equal([]);
    expect(scene.ledger.entries().filter((entry) => entry.kind === "change").map(({ path }) => path)).to.deep.equal([at("a.txt")]);
  });
});
