import { expect } from "chai";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { back, forth, rewindScene } from "./rewind-scene.ts";
import type { RewindScene } from "./rewind-scene.ts";

describe("taking back what commands did to files that nobody has a copy of", () => {
  let scene: RewindScene;
  const at = (path: string): string => join(scene.cwd, path);
  const read = (path: string): string => readFileSync(at(path), "utf8");
  /** As of a while ago. */
  const old = (path: string, content: string): void => {
    writeFileSync(at(path), content);
    utimesSync(at(path), 1_700_000_000, 1_700_000_000);
  };

  beforeEach(async () => {
    scene = await rewindScene();
  });
  afterEach(async () => scene[Symbol.asyncDispose]());

  it("brings back a name and bits: the content is where the command left it", async () => {
    mkdirSync(at("folder"));
    old("a.txt", "a\n");
    old("over.txt", "over\n");
    old("folder/in.txt", "in\n");
    old("run.sh", "#!/bin/sh\n");
    chmodSync(at("run.sh"), 0o644);
    const id = await scene.turn("go", () => scene.run("mv a.txt b.txt; mv over.txt b2.txt; mv folder other; chmod 755 run.sh"));
    const { left } = await back(scene, id);
    expect(left).to.deep.equal([]);
    expect([read("a.txt"), read("over.txt"), read("folder/in.txt")]).to.deep.equal(["a\n", "over\n", "in\n"]);
    expect(["b.txt", "b2.txt", "other"].map((name) => existsSync(at(name)))).to.deep.equal([false, false, false]);
    expect(statSync(at("run.sh")).mode & 0o777).to.equal(0o644);
    await forth(scene);
    expect([read("b.txt"), read("other/in.txt"), existsSync(at("a.txt"))]).to.deep.equal(["a\n", "in\n", false]);
  });

  it("brings back what was moved over another file, and names that other one", async () => {
    old("a.txt", "a\n");
    old("b.txt", "b\n");
    const id = await scene.turn("go", () => scene.run("mv a.txt b.txt"));
    const { files, left } = await back(scene, id);
    expect(files).to.deep.equal([at("a.txt")]);
    expect(left.map(({ path }) => path)).to.deep.equal([at("b.txt")]);
    expect([read("a.txt"), read("b.txt")]).to.deep.equal(["a\n", "a\n"]);
  });

  it("takes no ignored file for a new one where the command changed what is ignored", async () => {
    writeFileSync(at(".gitignore"), ".env\nlogs/\n");
    mkdirSync(at("logs"));
    old(".env", "KEY=1\n");
    old("logs/a.log", "1\n");
    await new Promise((resolve) => setTimeout(resolve, 40));
    const id = await scene.turn("go", () => scene.run("rm .gitignore; echo 2 >>logs/a.log; echo x >new.txt"));
    await back(scene, id);
    expect(read(".env")).to.equal("KEY=1\n");
    expect(read("logs/a.log")).to.equal("1\n2\n");
    expect(existsSync(at("new.txt"))).to.equal(false);
  });

  it("takes no file for a deleted one that is only ignored now", async () => {
    old("a.log", "1\n");
    const id = await scene.turn("go", () => scene.run("echo '*.log' >.gitignore"));
    expect((await scene.rewinder().back(id)).plan).to.deep.include({ impossible: [] });
    await back(scene, id);
    expect([read("a.log"), existsSync(at(".gitignore"))]).to.deep.equal(["1\n", false]);
  });
});
