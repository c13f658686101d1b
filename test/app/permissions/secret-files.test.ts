import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { machine } from "../../../src/app/machine.ts";

describe("files where secrets are kept", () => {
  let cwd: string;
  const signal = new AbortController().signal;

  before(() => {
    cwd = mkdtempSync(join(tmpdir(), "secret-files-"));
    mkdirSync(join(cwd, ".aws"));
    for (const file of [".env", "a.txt", ".aws/config"]) writeFileSync(join(cwd, file), "KEY=1");
  });

  after(() => {
    rmSync(cwd, { recursive: true });
  });

  const files = (named: readonly string[], unconfined = false): ReturnType<ReturnType<typeof machine>["files"]> =>
    machine({ environment: { env: {}, platform: process.platform, cwd }, unconfined, secretVariables: [] }).files({ read: [], write: [], named }, signal);

  it("are found by no search, and read only where the call named them", async () => {
    expect(await all(files([]).walk())).to.deep.equal(["a.txt"]);
    const refused = await files([]).read(".env").catch((error: unknown) => error);
    expect(refused).to.have.property("code", "permission-denied");
    expect(await files([join(cwd, ".env")]).read(".env")).to.have.length(5);
    expect(await files([join(cwd, ".aws")]).read(".aws/config")).to.have.length(5);
  });

  it("are as all others where nothing is confined", async () => {
    expect(await all(files([], true).walk())).to.include(".env");
  });
});

async function all(paths: AsyncIterable<string>): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const path of paths) found.push(path);
  return found;
}
