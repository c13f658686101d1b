import { testLaw } from "../law-test.ts";
import { unreadableOf } from "../source/tree.ts";

testLaw("every file can be read by the other rules", unreadableOf, {
  "a file that is no TypeScript": { files: { "src/core/a.ts": "export const = 1;" }, complaint: "src/core/a.ts: " },
  "an empty file": { files: { "src/core/a.ts": "" } },
});
