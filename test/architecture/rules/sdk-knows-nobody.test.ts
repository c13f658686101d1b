import { manifest, testLaw } from "../law-test.ts";
import { sdkKnowsNobody } from "./sdk-knows-nobody.ts";

testLaw("the SDK imports nothing", sdkKnowsNobody, {
  "a Node module": {
    files: { "plugins/sdk/src/a.ts": `\nimport { join } from "node:path";` },
    complaint: "plugins/sdk/src/a.ts:2 imports node:path",
  },
  "a library, if only for its type": {
    files: { "plugins/sdk/src/a.ts": `import type { X } from "yaml";` },
    complaint: "imports yaml",
  },
  "a file of the host": {
    files: { "plugins/sdk/src/a.ts": `export * from "../../../src/core/b.ts";` },
    complaint: "src/core/b.ts",
  },
  "a type named in place": {
    files: { "plugins/sdk/src/a.ts": `export type A = import("node:fs").Stats;` },
    complaint: "node:fs",
  },
  "a dependency in its manifest": {
    files: { "plugins/sdk/package.json": manifest("@ainative-code/sdk", { dependencies: { yaml: "^2" } }) },
    complaint: "plugins/sdk/package.json depends on yaml",
  },
  "oclif outside /command": { files: { "plugins/sdk/src/a.ts": `import "@oclif/core";` }, complaint: "@oclif/core" },
  "its own files, and oclif's core in /command": {
    files: { "plugins/sdk/src/command/index.ts": `import "../error.ts"; import "@oclif/core"; import "node:async_hooks";` },
  },
});
