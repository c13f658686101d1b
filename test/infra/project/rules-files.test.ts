import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readProjectRules } from "../../../src/infra/project/rules-files.ts";

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

  const texts = async (folder = cwd): Promise<readonly string[]> => (await readProjectRules(folder)).map(({ text }) => text);

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
    const [outer, near] = await readProjectRules(cwd, (text) => notices.push(text));
    expect(near?.text).to.equal("n".repeat(65_000));
    expect(outer?.text).to.match(/^r{536}\n\[… the rest of this file is left out/);
    expect(notices).to.have.lengthOf(1);
    expect(notices[0]).to.include(`${join(repository, "AGENTS.md")} is used up to its character 536`);
  });

  it("are cut alone where one file is huge", async () => {
    writeFileSync(join(cwd, "AGENTS.md"), "ä".repeat(2_000_000));
    const [near] = await readProjectRules(cwd);
    expect(near?.text).to.match(/^ä{65536}\n\[…/);
  });
});
