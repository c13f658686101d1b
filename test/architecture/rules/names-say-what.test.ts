import { manifest, testLaw } from "../law-test.ts";
import { namesSayWhat } from "./names-say-what.ts";

testLaw("names say what a file does", namesSayWhat, {
  "a dump": {
    files: { "src/core/tools/utils.ts": `export const a = 1;` },
    complaint: "src/core/tools/utils.ts: named after nothing",
  },
  "a folder of leftovers": { files: { "plugins/a/src/helpers/b.ts": `export const a = 1;` }, complaint: "named after nothing" },
  "a barrel": { files: { "src/core/tools/index.ts": `export * from "./a.ts";` }, complaint: "only passes on" },
  "the public entries of a package": {
    files: {
      "plugins/a/package.json": manifest("a", {
        exports: { ".": { "ainative-source": "./src/index.ts" }, "./command": { "ainative-source": "./src/command/index.ts" } },
      }),
      "plugins/a/src/index.ts": `export * from "./b.ts";`,
      "plugins/a/src/command/index.ts": `export { b } from "../b.ts";`,
    },
  },
});
