import { expect } from "chai";
import { chmodSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { back, forth, rewindScene } from "./rewind-scene.ts";
import type { RewindScene } from "./rewind-scene.ts";

const bytes = (text: string): Buffer => Buffer.from(text);

/** What is in the folder: each path with its content and its executable bit. */
function tree(folder: string, below = ""): Record<string, string> {
  const entries = readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry): [string, string][] => {
    const path = join(below, entry.name);
    if (entry.isDirectory()) return [[`${path}/`, ""], ...Object.entries(tree(folder, path))];
    if (entry.isSymbolicLink()) return [[path, `-> ${readlinkSync(join(folder, path))}`]];
    const { mode } = statSync(join(folder, path));
    return [[path, `${(mode & 0o777).toString(8)} ${readFileSync(join(folder, path)).toString("base64")}`]];
  });
  return Object.fromEntries(entries);
}

describe("taking back what tools did to files", () => {
  let scene: RewindScene;
  const at = (path: string): string => join(scene.cwd, path);
  const edit = async (path: string, text: string | Buffer): Promise<void> => {
    if (existsSync(at(path))) await scene.files.read(path);
    await scene.files.write(path, Buffer.from(text));
  };
  beforeEach(async () => {
    scene = await rewindScene();
  });
  afterEach(async () => scene[Symbol.asyncDispose]());

  it("takes no change that failed for one, nor for somebody else's when it is made after that", async () => {
    writeFileSync(at("file.txt"), "one\n");
    writeFileSync(at("other.txt"), "one\n");
    const id = await scene.turn("change it", async () => {
      for (const path of ["file.txt", "other.txt"]) expect(await scene.files.write(path, bytes("two\n")).catch((error: unknown) => error)).to.be.an("error");
      await edit("file.txt", "two\n");
    });
    writeFileSync(at("other.txt"), "mine\n");
    expect((await scene.rewinder().facts()).map(({ files }) => files.map(({ path }) => path))).to.deep.equal([[at("file.txt")]]);
    expect(await back(scene, id)).to.deep.include({ files: [at("file.txt")], left: [] });
    expect(["file.txt", "other.txt"].map((path) => readFileSync(at(path), "utf8"))).to.deep.equal(["one\n", "mine\n"]);
  });

  it("brings every kind of file back, byte by byte, and forth again", async () => {
    writeFileSync(at("windows.txt"), "one\r\ntwo\r\n");
    writeFileSync(at("binary"), Buffer.from([0, 1, 2, 255, 254, 0]));
    writeFileSync(at("script.sh"), "#!/bin/sh\necho one\n", { mode: 0o755 });
    writeFileSync(at("gone.txt"), "to be removed\n", { mode: 0o640 });
    mkdirSync(at("real"));
    writeFileSync(at("real/target.txt"), "through a link\n");
    symlinkSync("real/target.txt", at("link"));
    writeFileSync(at("large.txt"), "line of a large file\n".repeat(20_000));
    chmodSync(at("gone.txt"), 0o640);
    const before = tree(scene.cwd);
    const id = await scene.turn("change all", async () => {
      await edit("windows.txt", "one\r\nthree\r\n");
      await edit("windows.txt", "four\r\n");
      await edit("binary", Buffer.from([9, 0, 9]));
      await edit("script.sh", "#!/bin/sh\necho two\n");
      await edit("link", "changed through it\n");
      await edit("large.txt", "small now\n");
      await edit("new/deep/file.txt", "new\n");
      await scene.files.read("gone.txt");
      const moved = await scene.files.read("gone.txt");
      await scene.files.change?.([
        { path: "gone.txt", bytes: undefined, replacing: moved },
        { path: "renamed.txt", bytes: moved, replacing: undefined, movedFrom: "gone.txt" },
      ]);
    });
    const after = tree(scene.cwd);
    expect(after).to.have.property("renamed.txt");
    expect(after).not.to.have.property("gone.txt");

    const rewound = await back(scene, id);
    expect(rewound.left).to.deep.equal([]);
    expect(rewound.files).to.have.length(8);
    expect(tree(scene.cwd)).to.deep.equal(before);
    expect(await scene.told()).to.deep.equal([]);

    await forth(scene);
    expect(tree(scene.cwd)).to.deep.equal(after);
    expect(await scene.told()).to.deep.equal(["change all", "answer to change all"]);

    await back(scene, id);
    expect(tree(scene.cwd)).to.deep.equal(before);
    expect(scene.problems).to.deep.equal([]);
  });

  it("goes back over several prompts at once, and forth step by step", async () => {
    const first = await scene.turn("first", () => edit("a.txt", "1\n"));
    const second = await scene.turn("second", () => edit("a.txt", "2\n"));
    await scene.turn("third", () => edit("b.txt", "3\n"));
    await back(scene, second);
    expect(tree(scene.cwd)).to.have.keys("a.txt");
    expect(readFileSync(at("a.txt"), "utf8")).to.equal("1\n");
    await back(scene, first);
    expect(tree(scene.cwd)).to.deep.equal({});
    expect(await scene.told()).to.deep.equal([]);
    await forth(scene);
    expect(readFileSync(at("a.txt"), "utf8")).to.equal("1\n");
    expect(await scene.told()).to.deep.equal(["first", "answer to first"]);
    await forth(scene);
    expect(readFileSync(at("a.txt"), "utf8")).to.equal("2\n");
    expect(readFileSync(at("b.txt"), "utf8")).to.equal("3\n");
    expect(await scene.told()).to.have.length(6);
    expect(await scene.rewinder().forth().catch((thrown: unknown) => thrown)).to.be.an("error").with.property("code", "invalid-input");
  });

  it("leaves a file alone that somebody changed since, unless it is told to", async () => {
    writeFileSync(at("a.txt"), "the user's\n");
    writeFileSync(at("b.txt"), "old\n");
    const id = await scene.turn("go", async () => {
      await edit("a.txt", "the model's\n");
      await edit("b.txt", "new\n");
    });
    writeFileSync(at("a.txt"), "the user's own work\n");
    const { plan } = await scene.rewinder().back(id);
    expect(plan.steps.map(({ path, conflict }) => [path, conflict])).to.deep.equal([
      [at("a.txt"), "has changed since"],
      [at("b.txt"), undefined],
    ]);
    const rewound = await back(scene, id);
    expect(rewound.left).to.deep.equal([{ path: at("a.txt"), why: "has changed since" }]);
    expect(readFileSync(at("a.txt"), "utf8")).to.equal("the user's own work\n");
    expect(readFileSync(at("b.txt"), "utf8")).to.equal("old\n");

    await back(scene, id, [at("a.txt")]);
    expect(readFileSync(at("a.txt"), "utf8")).to.equal("the user's\n");
    await forth(scene);
    expect(readFileSync(at("a.txt"), "utf8")).to.equal("the user's own work\n");
  });

  it("sees that somebody wrote between two changes of its own", async () => {
    const first = await scene.turn("one", () => edit("a.txt", "1\n"));
    writeFileSync(at("a.txt"), "by hand\n");
    await scene.turn("two", () => edit("a.txt", "2\n"));
    const { plan } = await scene.rewinder().back(first);
    expect(plan.steps.map(({ conflict }) => conflict)).to.deep.equal(["was changed by somebody else in between"]);
  });

  it("leaves a file alone that changed between the question and the answer", async () => {
    const id = await scene.turn("go", () => edit("a.txt", "1\n"));
    const rewinder = scene.rewinder();
    const proposal = await rewinder.back(id);
    writeFileSync(at("a.txt"), "just now\n");
    const { left } = await rewinder.go(proposal, { files: true, chat: true, overwrite: new Set() });
    expect(left).to.deep.equal([{ path: at("a.txt"), why: "has just changed" }]);
    expect(readFileSync(at("a.txt"), "utf8")).to.equal("just now\n");
  });

  it("does not follow a folder that became a link", async () => {
    mkdirSync(at("src"));
    writeFileSync(at("src/a.txt"), "old\n");
    const id = await scene.turn("go", () => edit("src/a.txt", "new\n"));
    renameSync(at("src"), join(scene.data, "elsewhere"));
    symlinkSync(join(scene.data, "elsewhere"), at("src"));
    const { left } = await back(scene, id);
    expect(left[0]?.why).to.contain("is a link to another place now");
    expect(readFileSync(at("src/a.txt"), "utf8")).to.equal("new\n");
  });

  it("keeps what the user put beside a new file, and bits that the user set", async () => {
    writeFileSync(at("run.sh"), "old\n", { mode: 0o644 });
    const id = await scene.turn("go", async () => {
      await edit("new/a.txt", "a\n");
      await edit("run.sh", "new\n");
    });
    writeFileSync(at("new/mine.txt"), "mine\n");
    chmodSync(at("run.sh"), 0o700);
    await back(scene, id);
    expect(Object.keys(tree(scene.cwd))).to.have.members(["new/", "new/mine.txt", "run.sh"]);
    expect(readFileSync(at("run.sh"), "utf8")).to.equal("old\n");
    expect(statSync(at("run.sh")).mode & 0o777).to.equal(0o700);
  });

  it("says of a file over the limit that it can't be brought back", async () => {
    await using small = await rewindScene({ maxBytes: 100 });
    writeFileSync(join(small.cwd, "big.txt"), "x".repeat(200));
    const id = await small.turn("go", async () => {
      await small.files.read("big.txt");
      await small.files.write("big.txt", bytes("small\n"));
    });
    const { plan } = await small.rewinder().back(id);
    expect(plan.steps).to.deep.equal([]);
    expect(plan.impossible[0]?.why).to.contain("it is larger than");
    expect(plan.impossible[0]?.why).to.contain("checkpoints.maxFileMb");
  });

  it("takes no part in a write that was refused", async () => {
    writeFileSync(at("a.txt"), "old\n");
    const id = await scene.turn("go", async () => {
      await scene.files.write("a.txt", bytes("never\n")).catch(() => undefined);
    });
    expect((await scene.rewinder().back(id)).plan.steps).to.deep.equal([]);
  });

  it("brings a hard link's content back, and says that the other name is apart", async () => {
    writeFileSync(at("one"), "shared\n");
    linkSync(at("one"), at("two"));
    const id = await scene.turn("go", () => edit("one", "changed\n"));
    await back(scene, id);
    expect(readFileSync(at("one"), "utf8")).to.equal("shared\n");
    expect(readFileSync(at("two"), "utf8")).to.equal("shared\n");
  });

  it("tells a damaged copy from a good one, and touches nothing for it", async () => {
    writeFileSync(at("a.txt"), "old\n");
    const id = await scene.turn("go", () => edit("a.txt", "new\n"));
    rmSync(join(scene.data, "checkpoints/session/blobs"), { recursive: true });
    const { left } = await back(scene, id);
    expect(left).to.deep.equal([{ path: at("a.txt"), why: "the copy of it is gone or damaged" }]);
    expect(readFileSync(at("a.txt"), "utf8")).to.equal("new\n");
  });

  it("gives files back alone, or the conversation alone", async () => {
    const id = await scene.turn("go", () => edit("a.txt", "1\n"));
    const rewinder = scene.rewinder();
    await rewinder.go(await rewinder.back(id), { files: true, chat: false, overwrite: new Set() });
    expect(tree(scene.cwd)).to.deep.equal({});
    expect(await scene.told()).to.have.length(2);
    await rewinder.go(await rewinder.forth(), { files: true, chat: true, overwrite: new Set() });
    await rewinder.go(await rewinder.back(id), { files: false, chat: true, overwrite: new Set() });
    expect(tree(scene.cwd)).to.have.keys("a.txt");
    expect(await scene.told()).to.deep.equal([]);
    await rewinder.go(await rewinder.backFiles(), { files: true, chat: false, overwrite: new Set() });
    expect(tree(scene.cwd)).to.deep.equal({});
  });

  it("goes on from the point it went back to; what was said stays saved", async () => {
    await scene.turn("one");
    const two = await scene.turn("two");
    await back(scene, two);
    await scene.turn("three");
    expect(await scene.told()).to.deep.equal(["one", "answer to one", "three", "answer to three"]);
    expect(await scene.store.page("session", { limit: 100 })).to.have.length(6);
    await forth(scene);
    expect(await scene.told()).to.deep.equal(["one", "answer to one", "two", "answer to two"]);
    const rewinder = scene.rewinder();
    expect((await rewinder.turns()).map(({ prompt }) => prompt.text)).to.deep.equal(["one", "two"]);
  });

  it("goes back to before a compaction", async () => {
    await scene.turn("one");
    const two = await scene.turn("two");
    const { seq } = await scene.store.append("session", { id: "summary", role: "user", createdAt: "2026-01-01T00:00:00Z", parts: [{ type: "text", text: "sum" }] });
    await scene.store.compactBefore("session", seq);
    expect(await scene.told()).to.deep.equal(["sum"]);
    await back(scene, two);
    expect(await scene.told()).to.deep.equal(["one", "answer to one"]);
    await forth(scene);
    expect(await scene.told()).to.deep.equal(["sum"]);
  });

  it("ends what was broken off: what is done stays, the rest is done, what changed meanwhile is left alone", async () => {
    for (const name of ["done", "left", "changed"]) writeFileSync(at(name), `old ${name}\n`);
    const id = await scene.turn("go", async () => {
      for (const name of ["done", "left", "changed"]) await edit(name, `new ${name}\n`);
    });
    const { plan, chat } = await scene.rewinder().back(id);
    const steps = plan.steps.map(({ path, current, target }) => ({ path, before: current, after: target }));
    scene.ledger.append({ kind: "move", id: "broken", what: "undo", to: "go", at: "", count: 2, steps, emptied: [], ...(chat === undefined ? {} : { chat }) });
    writeFileSync(join(scene.data, "checkpoints/session/ledger.jsonl"), '\n{"kind":"mov', { flag: "a" });
    writeFileSync(at("done"), "old done\n");
    writeFileSync(at("changed"), "somebody's\n");

    const resumed = await scene.rewinder().resume();
    expect(resumed?.left.map(({ path }) => path)).to.deep.equal([at("changed")]);
    expect(["done", "left", "changed"].map((name) => readFileSync(at(name), "utf8"))).to.deep.equal(["old done\n", "old left\n", "somebody's\n"]);
    expect(await scene.told()).to.deep.equal([]);
    expect(await scene.rewinder().resume()).to.equal(undefined);
  });

  it("counts lines for each prompt", async () => {
    writeFileSync(at("a.txt"), "1\n2\n3\n");
    await scene.turn("first", () => edit("a.txt", "1\ntwo\n3\n4\n"));
    await scene.turn("just talk");
    const facts = await scene.rewinder().facts();
    expect(facts.map(({ prompt, files }) => [prompt.text, files])).to.deep.equal([
      ["first", [{ path: at("a.txt"), added: 2, removed: 1 }]],
      ["just talk", []],
    ]);
  });
});
