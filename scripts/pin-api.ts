/** Accepts the public faces of the contract packages as they are now: `npm run pin`. The change shows in the commit. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { currentApi, pinned, pinPath } from "../test/contract/pinned-api.ts";

const root = join(import.meta.dirname, "..");
for (const name of pinned) {
  await writeFile(pinPath(root, name), await currentApi(root, name));
  console.log(`pinned ${name}`);
}
