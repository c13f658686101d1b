import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { wantedFiles } from "../../../scripts/shipped-answers/wanted-files.ts";

const root = join(import.meta.dirname, "../../..");

describe("the answers that plugins ship", () => {
  const wanted = wantedFiles(root);

  it("are those of the fixtures of six plugins", () => {
    expect(new Set(wanted.map(({ path }) => path.split("/")[1])).size).to.equal(6);
    expect(wanted).to.have.length.of.at.least(30);
  });

  for (const { path, content } of wanted) {
    it(`are up to date in ${path}; if not, run: node --conditions=ainative-source scripts/shipped-answers.ts`, () => {
      expect(readFileSync(join(root, path)).equals(content)).to.equal(true);
    });
  }
});
