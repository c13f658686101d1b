import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { gitContents } from "../../../src/infra/checkpoints/git-contents.ts";

describe("what git keeps of a file", () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "git-contents-")));
    execFileSync("git", ["init", "-q", root]);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));

  it("is asked of the user's git, and of none that lies in the folder", async function onPosix() {
    if (process.platform === "win32") return this.skip();
    const object = execFileSync("git", ["-C", root, "hash-object", "-w", "--stdin"], { input: "kept", encoding: "utf8" }).trim();
    const bin = join(root, "node_modules/.bin");
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, "git"), `#!/bin/sh\n: > '${join(root, "ran")}'\n`, { mode: 0o755 });
    const contents = await gitContents({ root, objects: [object, "0".repeat(40)], maxBytes: 1000, env: { ...process.env, PATH: [bin, process.env["PATH"]].join(delimiter) } });
    expect([[...contents].map(([name, bytes]) => [name, bytes.toString()]), existsSync(join(root, "ran"))]).to.deep.equal([[[object, "kept"]], false]);
  });

  it("is nothing where there is no git", async () => {
    expect((await gitContents({ root, objects: ["0".repeat(40)], maxBytes: 1000, env: {} })).size).to.equal(0);
  });
});
