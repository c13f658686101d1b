import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { apiChanges } from "./api-changes.ts";
import { currentApi, pinned, pinPath } from "./pinned-api.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const hint = "If this is meant and only adds: npm run pin, and a line in CHANGELOG.md where authors of plugins notice it.";

describe("the contract", () => {
  for (const name of pinned) {
    it(`of ${name} is what was agreed on`, async () => {
      const agreed = await readFile(pinPath(root, name), "utf8");
      const changes = apiChanges(agreed, await currentApi(root, name));
      if (changes.length > 0) expect.fail(`\n${changes.join("\n")}\n${hint}`);
    });
  }
});
