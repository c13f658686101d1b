import { linkSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { sameFile } from "../../../src/infra/tape/same-file.ts";

describe("two paths", () => {
  const root = mkdtempSync(join(tmpdir(), "same-"));
  const at = (name: string): string => join(root, name);
  before(() => {
    writeFileSync(at("a"), "x");
    writeFileSync(at("copy"), "x");
    symlinkSync(at("a"), at("symbolic"));
    linkSync(at("a"), at("hard"));
  });
  after(() => rmSync(root, { recursive: true }));

  for (const name of ["a", "symbolic", "hard"]) {
    it(`are one file where the other is ${name}`, async () => {
      expect(await sameFile(at("a"), at(name))).to.equal(true);
    });
  }
  for (const name of ["copy", "missing"]) {
    it(`are not where the other is ${name}`, async () => {
      expect(await sameFile(at("a"), at(name))).to.equal(false);
    });
  }

  it("are not where neither is there", async () => {
    expect(await sameFile(at("missing"), at("missing"))).to.equal(false);
  });
});
