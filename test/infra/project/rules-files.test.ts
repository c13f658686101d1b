import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readProjectRules, readRulesBelow } from "../../../src/infra/project/rules-files.ts";
import type { RulesPlaces } from "../../../src/infra/project/rules-files.ts";

describe("the rules of a project", () => {
  let top: string;
  let repository: string;
  let cwd: string;
  beforeEach(() => {
    top = realpathSync(mkdtempSync(join(tmpdir(), "project-rules-")));
    repository = join(top, "repository");
    cwd = join(repository, "sub");
    mkdirSync(join(repository, ".git"), { recursive: true });
    mkdirSync(cwd);
    writeFileSync(join(top, "outside.md"), "a secret");
  });
  afterEach(() => {
    rmSync(top, { recursive: true });
  });

  const places = (folder: string): RulesPlaces => ({ cwd: folder, home: join(top, "home"), config: join(top, "home/config") });
  const texts = async (folder = cwd): Promise<readonly string[]> => (await readProjectRules(places(folder))).map(({ text }) => text);

  it("are read from the root of the repository down, one file of each folder", async () => {
    writeFileSync(join(repository, "AGENTS.md"), "root");
    writeFileSync(join(cwd, "CLAUDE.md"), "near");
    writeFileSync(join(cwd, "GEMINI.md"), "other");
    expect(await texts()).to.deep.equal(["root", "near"]);
  });

  it("follow a link inside of the repository, and none out of it", async () => {
    writeFileSync(join(repository, "AGENTS.md"), "root");
    symlinkSync("../AGENTS.md", join(cwd, "CLAUDE.md"));
    symlinkSync(join(top, "outside.md"), join(cwd, "AGENTS.md"));
    expect(await texts()).to.deep.equal(["root", "root"]);
  });

  it("follow no link out of the folder where there is no repository", async () => {
    const folder = join(top, "plain");
    mkdirSync(folder);
    symlinkSync("../outside.md", join(folder, "AGENTS.md"));
    expect(await texts(folder)).to.deep.equal([]);
  });

  it("do not wait for a named pipe, and take nothing but files", async function onPosix() {
    if (process.platform === "win32") this.skip();
    execFileSync("mkfifo", [join(cwd, "AGENTS.md")]);
    mkdirSync(join(cwd, "CLAUDE.md"));
    writeFileSync(join(cwd, "GEMINI.md"), "file");
    expect(await texts()).to.deep.equal(["file"]);
  });

  it("are cut where they are too long, the nearest last, and it is told", async () => {
    writeFileSync(join(repository, "AGENTS.md"), "r".repeat(70_000));
    writeFileSync(join(cwd, "AGENTS.md"), "n".repeat(65_000));
    const notices: string[] = [];
    const [outer, near] = await readProjectRules({ ...places(cwd), onNotice: (text) => notices.push(text) });
    expect(near?.text).to.equal("n".repeat(65_000));
    expect(outer?.text).to.match(/^r{536}\n\[… the rest of this file is left out/);
    expect(notices).to.have.lengthOf(1);
    expect(notices[0]).to.include(`${join(repository, "AGENTS.md")} is used up to its character 536`);
  });

  it("are cut alone where one file is huge", async () => {
    writeFileSync(join(cwd, "AGENTS.md"), "ä".repeat(2_000_000));
    const [near] = await readProjectRules(places(cwd));
    expect(near?.text).to.match(/^ä{65536}\n\[…/);
  });

  it("bring what they import in front of them, each file once, also in a circle", async () => {
    mkdirSync(join(repository, "docs"));
    writeFileSync(join(cwd, "AGENTS.md"), "near: @../docs/a.md, @missing.md and `@../docs/code.md`\n```\n@../docs/code.md\n```\n");
    writeFileSync(join(repository, "docs/a.md"), "a: @b.md");
    writeFileSync(join(repository, "docs/b.md"), "b: @a.md");
    writeFileSync(join(repository, "docs/code.md"), "not this");
    expect((await texts()).map((text) => text.slice(0, 2))).to.deep.equal(["b:", "a:", "ne"]);
  });

  it("import nothing from outside, nothing where secrets are kept, and not without end; each is told", async () => {
    const notices: string[] = [];
    writeFileSync(join(cwd, "AGENTS.md"), `@${join(top, "outside.md")} @link.md @.env @1.md`);
    symlinkSync(join(top, "outside.md"), join(cwd, "link.md"));
    writeFileSync(join(cwd, ".env"), "KEY=1");
    for (let number = 1; number < 9; number += 1) writeFileSync(join(cwd, `${number}.md`), `${number} @${number + 1}.md`);
    const found = await readProjectRules({ ...places(cwd), onNotice: (text) => notices.push(text) });
    expect(found.map(({ text }) => text.slice(0, 1))).to.deep.equal(["5", "4", "3", "2", "1", "@"]);
    expect(notices.map((text) => /@\S+?(?=,)/.exec(text)?.[0])).to.have.members([`@${join(top, "outside.md")}`, "@link.md", "@.env", "@6.md"]);
  });

  it("have the user's own before them, and a person's additions to a folder after them", async () => {
    mkdirSync(places(cwd).config, { recursive: true });
    writeFileSync(join(places(cwd).config, "AGENTS.md"), "everywhere");
    writeFileSync(join(cwd, "AGENTS.md"), "shared");
    writeFileSync(join(cwd, "AGENTS.local.md"), "mine");
    writeFileSync(join(cwd, "AGENTS.override.md"), "last");
    expect(await texts()).to.deep.equal(["everywhere", "shared", "mine", "last"]);
  });

  it("of folders below are those on the way to one, and none for a folder elsewhere", async () => {
    mkdirSync(join(cwd, "a/b"), { recursive: true });
    for (const folder of ["a", "a/b"]) writeFileSync(join(cwd, folder, "AGENTS.md"), folder);
    expect((await readRulesBelow(places(cwd), join(cwd, "a/b"))).map(({ text }) => text)).to.deep.equal(["a", "a/b"]);
    expect(await readRulesBelow(places(cwd), repository)).to.deep.equal([]);
  });
});
