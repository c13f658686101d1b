import { testLaw } from "../law-test.ts";
import { noCycles } from "./no-cycles.ts";

const packages = {
  "plugins/x/package.json": JSON.stringify({ name: "x", exports: { ".": { "ainative-source": "./src/index.ts" } } }),
  "plugins/y/package.json": JSON.stringify({ name: "y", exports: { "./sub": { "ainative-source": "./src/sub.ts" } } }),
};

testLaw("no import cycles", noCycles, {
  "two files that import each other": {
    files: { "src/core/a.ts": `import "./b.ts";`, "src/core/b.ts": `import "./a.ts";` },
    complaint: "src/core/a.ts -> src/core/b.ts -> src/core/a.ts",
  },
  "a file that imports itself": { files: { "src/core/a.ts": `import "./a.ts";` }, complaint: "src/core/a.ts -> src/core/a.ts" },
  "a longer way round, through a type and a late import": {
    files: {
      "src/core/a.ts": `import type { B } from "./b.ts";`,
      "src/core/b.ts": `export * from "./c.ts";`,
      "src/core/c.ts": `export const load = () => import("./a.ts");`,
    },
    complaint: "a.ts -> src/core/b.ts -> src/core/c.ts -> src/core/a.ts",
  },
  "a cycle across packages": {
    files: { ...packages, "plugins/x/src/index.ts": `import "y/sub";`, "plugins/y/src/sub.ts": `import "x";` },
    complaint: "plugins/x/src/index.ts -> plugins/y/src/sub.ts",
  },
  "a diamond": {
    files: {
      "src/core/a.ts": `import "./b.ts"; import "./c.ts";`,
      "src/core/b.ts": `import "./d.ts";`,
      "src/core/c.ts": `import "./d.ts";`,
      "src/core/d.ts": `export {};`,
    },
  },
});
