import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce } from "../../boot/built-cli.ts";
import { verifyScene, type VerifyScene } from "./verify-scene.ts";

describe("plugins verify, on the packages of providers,", () => {
  let s: VerifyScene;
  before(buildOnce);
  before(() => {
    s = verifyScene();
  });
  after(() => s[Symbol.dispose]());

  for (const name of ["anthropic", "azure", "bedrock", "gemini", "ollama", "openai"]) {
    it(`tries the answers that the package of ${name} ships, calls, cuts and failures among them, and finds nothing`, async () => {
      const { exitCode, findings, checks } = await s.verified(`@ainative-code/plugin-${name}`, "--strict");
      expect(findings).to.deep.equal([]);
      expect(exitCode).to.equal(0);
      expect(checks.find((check) => check.name === `laws of ${name}`)?.told).to.match(/^[4-9] answers and 2 refusals tried$/);
      const { files } = JSON.parse(readFileSync(join(import.meta.dirname, `../../../plugins/${name}/package.json`), "utf8")) as { readonly files: readonly string[] };
      expect(files, "they are in the package").to.include("test/fixtures/conformance");
    });
  }
});
