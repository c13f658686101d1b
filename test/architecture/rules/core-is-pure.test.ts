import { manifest, testLaw } from "../law-test.ts";
import { coreIsPure } from "./core-is-pure.ts";

const sdk = { "plugins/sdk/package.json": manifest("@ainative-code/sdk") };

testLaw("the core knows the SDK and pure Node modules only", coreIsPure, {
  "the file system": {
    files: { "src/core/a.ts": `import { readFileSync } from "node:fs";` },
    complaint: "src/core/a.ts:1 imports node:fs",
  },
  "a process that is started": { files: { "src/core/a.ts": `import "child_process";` }, complaint: "child_process" },
  "a library": { files: { "src/core/a.ts": `import "yaml";` }, complaint: "imports yaml" },
  "the type of a library": { files: { "src/core/a.ts": `import type { DataSource } from "typeorm";` }, complaint: "typeorm" },
  "an import when it is used": { files: { "src/core/a.ts": `const load = () => import("typeorm");` }, complaint: "typeorm" },
  infra: { files: { "src/core/a.ts": `import "../infra/http/b.ts";` }, complaint: "../infra/http/b.ts" },
  app: { files: { "src/core/a.ts": `import type { A } from "../app/a.ts";` }, complaint: "../app/a.ts" },
  "the environment": { files: { "src/core/a.ts": `export const key = process.env["KEY"];` }, complaint: "uses process.env" },
  "the platform": { files: { "src/core/a.ts": `export const os = process.platform;` }, complaint: "uses process.platform" },
  "the SDK, pure modules, its own files, and a member that is called process": {
    files: {
      ...sdk,
      "src/core/a.ts": `import "@ainative-code/sdk"; import "node:crypto"; import "./b/c.ts";`,
      "src/core/b.ts": `export const f = (o: O) => o.process;`,
    },
  },
});
