import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { currentApi, pinned, pinPath } from "./pinned-api.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

describe("the contract", () => {
  for (const name of pinned) {
    it(`of ${name} is what was agreed on`, async () => {
      const agreed = await readFile(pinPath(root, name), "utf8");
      const hint = `The public face of ${name} has changed. If that is meant and adds only: npm run pin, and tell it in CHANGELOG.md`;
      expect(await currentApi(root, name), hint).to.equal(agreed);
    });
  }
});
