import { manifest, testLaw } from "../law-test.ts";
import { pluginsKnowTheContract } from "./plugins-know-the-contract.ts";

const packages = {
  "plugins/sdk/package.json": manifest("@ainative-code/sdk"),
  "plugins/a/package.json": manifest("@ainative-code/plugin-a", { dependencies: { "@ainative-code/sdk": "^0.1.0", yaml: "^2" } }),
  "plugins/b/package.json": manifest("@ainative-code/plugin-b"),
};

testLaw("a plugin knows the contract and its own dependencies", pluginsKnowTheContract, {
  "a file of the host": {
    files: { ...packages, "plugins/a/src/x.ts": `import type { Session } from "../../../src/core/sessions/store.ts";` },
    complaint: "plugins/a/src/x.ts:1 imports ../../../src/core/sessions/store.ts",
  },
  "another plugin by its name": {
    files: { ...packages, "plugins/a/src/x.ts": `await import("@ainative-code/plugin-b");` },
    complaint: "@ainative-code/plugin-b",
  },
  "another plugin by its path": {
    files: { ...packages, "plugins/a/src/x.ts": `export { b } from "../../b/src/b.ts";` },
    complaint: "../../b/src/b.ts",
  },
  "a library that its manifest does not name": {
    files: { ...packages, "plugins/a/src/x.ts": `import "marked";` },
    complaint: "marked",
  },
  "a contract package that its manifest does not name": {
    files: { ...packages, "plugins/b/src/x.ts": `import "@ainative-code/sdk";` },
    complaint: "@ainative-code/sdk",
  },
  "the SDK, a declared library, Node and its own files": {
    files: {
      ...packages,
      "plugins/a/src/x.ts": `import "@ainative-code/sdk"; import "yaml/x"; import "node:fs"; import "./y.ts";`,
    },
  },
});
